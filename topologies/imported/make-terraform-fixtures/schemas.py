"""What the stand-in provider knows of AWS's resource types: attributes, which of them are computed, and what it invents.

A type is a letter: s text, n number, b boolean; ls, ss and ms list, set and map of texts; a list in brackets a set of
objects, which Terraform also takes as blocks. After it: r required, o optional, c computed, f a change makes it anew.
Written from the public documentation of the AWS provider; only what the fixtures and a reader of them can meet.
"""

RULE = ["cidr_blocks ls", "description s", "from_port n", "ipv6_cidr_blocks ls", "prefix_list_ids ls", "protocol s",
        "security_groups ss", "self b", "to_port n"]
ROUTE = ["carrier_gateway_id s", "cidr_block s", "core_network_arn s", "destination_prefix_list_id s",
         "egress_only_gateway_id s", "gateway_id s", "ipv6_cidr_block s", "local_gateway_id s", "nat_gateway_id s",
         "network_interface_id s", "transit_gateway_id s", "vpc_endpoint_id s", "vpc_peering_connection_id s"]
ENTRY = ["action s", "cidr_block s", "from_port n", "icmp_code n", "icmp_type n", "ipv6_cidr_block s", "protocol s",
         "rule_no n", "to_port n"]
TAGS = ["tags ms o", "tags_all ms oc"]
ADDRESS = ["address_definition s"]
PORTS = ["from_port n", "to_port n"]
DEFINITION = ["definition ss"]
REFERENCE = ["priority n", "resource_arn s"]
# Blocks that are in order are `block`, those of a set `blocks`.
MATCH = ["protocols sn", ("source", ADDRESS, "blocks"), ("destination", ADDRESS, "blocks"), ("source_port", PORTS, "blocks"),
         ("destination_port", PORTS, "blocks"), ("tcp_flag", ["flags ss", "masks ss"], "blocks")]
STATELESS = [("stateless_rule", ["priority n", ("rule_definition", ["actions ss", ("match_attributes", MATCH, "block")], "block")],
              "blocks")]
STATEFUL = ["action s", ("header", ["destination s", "destination_port s", "direction s", "protocol s", "source s", "source_port s"],
                         "block"), ("rule_option", ["keyword s", "settings ss"], "blocks")]
SOURCE = ["rules_string s", ("rules_source_list", ["generated_rules_type s", "target_types ss", "targets ss"], "block"),
          ("stateful_rule", STATEFUL, "block"), ("stateless_rules_and_custom_actions", STATELESS, "block")]
VARIABLES = [("ip_sets", ["key s", ("ip_set", DEFINITION, "block")], "blocks"),
             ("port_sets", ["key s", ("port_set", DEFINITION, "block")], "blocks")]
SETS = [("ip_set_references", ["key s", ("ip_set_reference", ["reference_arn s"], "block")], "blocks")]
POLICY = ["stateless_default_actions ss", "stateless_fragment_default_actions ss", "stateful_default_actions ss",
          ("stateless_rule_group_reference", REFERENCE, "blocks"), ("stateful_rule_group_reference", REFERENCE, "blocks"),
          ("stateful_engine_options", ["rule_order s", "stream_exception_policy s"], "block"),
          ("policy_variables", [("rule_variables", ["key s", ("ip_set", DEFINITION, "block")], "blocks")], "block")]
# The type of what a firewall says of its endpoints.
STATUS = ["list", ["object", {"sync_states": ["set", ["object", {
    "availability_zone": "string",
    "attachment": ["list", ["object", {"endpoint_id": "string", "subnet_id": "string"}]]}]]}]]

RESOURCES = {
    "aws_vpc": ["cidr_block s ocf", "enable_dns_support b o", "arn s c", "default_network_acl_id s c",
                "default_route_table_id s c", "default_security_group_id s c", "main_route_table_id s c",
                "ipv6_cidr_block s oc", "owner_id s c", *TAGS],
    "aws_subnet": ["vpc_id s rf", "cidr_block s of", "availability_zone s ocf", "availability_zone_id s oc",
                   "map_public_ip_on_launch b o", "ipv6_cidr_block s o", "arn s c", "owner_id s c", *TAGS],
    "aws_internet_gateway": ["vpc_id s oc", "arn s c", "owner_id s c", *TAGS],
    "aws_egress_only_internet_gateway": ["vpc_id s rf", *TAGS],
    "aws_eip": ["domain s oc", "instance s oc", "network_interface s oc", "associate_with_private_ip s o",
                "allocation_id s c", "association_id s c", "private_ip s c", "public_ip s c", *TAGS],
    "aws_eip_association": ["allocation_id s ocf", "instance_id s ocf", "network_interface_id s ocf",
                            "private_ip_address s ocf", "public_ip s ocf"],
    "aws_nat_gateway": ["subnet_id s rf", "allocation_id s of", "connectivity_type s of", "private_ip s ocf",
                        "association_id s c", "network_interface_id s c", "public_ip s c", *TAGS],
    "aws_route_table": ["vpc_id s rf", ("route", ROUTE, "oc"), "propagating_vgws ss oc", "arn s c", "owner_id s c", *TAGS],
    "aws_default_route_table": ["default_route_table_id s rf", ("route", ROUTE, "oc"), "propagating_vgws ss o",
                                "vpc_id s c", "arn s c", "owner_id s c", *TAGS],
    "aws_route": ["route_table_id s rf", "destination_cidr_block s of", "destination_ipv6_cidr_block s of",
                  "destination_prefix_list_id s of", "carrier_gateway_id s o", "core_network_arn s o",
                  "egress_only_gateway_id s o", "gateway_id s o", "local_gateway_id s o", "nat_gateway_id s o",
                  "network_interface_id s oc", "transit_gateway_id s o", "vpc_endpoint_id s o",
                  "vpc_peering_connection_id s o", "instance_id s c", "origin s c", "state s c"],
    "aws_route_table_association": ["route_table_id s r", "subnet_id s of", "gateway_id s of"],
    "aws_main_route_table_association": ["route_table_id s r", "vpc_id s rf", "original_route_table_id s c"],
    "aws_network_acl": ["vpc_id s rf", ("ingress", ENTRY, "oc"), ("egress", ENTRY, "oc"), "subnet_ids ss oc", "arn s c",
                        "owner_id s c", *TAGS],
    "aws_default_network_acl": ["default_network_acl_id s rf", ("ingress", ENTRY, "o"), ("egress", ENTRY, "o"),
                                "subnet_ids ss o", "vpc_id s c", "arn s c", "owner_id s c", *TAGS],
    "aws_network_acl_rule": ["network_acl_id s rf", "rule_number n rf", "egress b of", "protocol s rf", "rule_action s rf",
                             "cidr_block s of", "ipv6_cidr_block s of", "from_port n of", "to_port n of",
                             "icmp_type n of", "icmp_code n of"],
    "aws_network_acl_association": ["network_acl_id s r", "subnet_id s r"],
    "aws_security_group": ["name s ocf", "name_prefix s ocf", "description s of", "vpc_id s ocf",
                           ("ingress", RULE, "oc"), ("egress", RULE, "oc"), "revoke_rules_on_delete b o", "arn s c",
                           "owner_id s c", *TAGS],
    "aws_default_security_group": ["vpc_id s ocf", ("ingress", RULE, "o"), ("egress", RULE, "o"), "name s c",
                                   "description s c", "arn s c", "owner_id s c", *TAGS],
    "aws_security_group_rule": ["security_group_id s rf", "type s rf", "protocol s rf", "from_port n rf", "to_port n rf",
                                "cidr_blocks ls of", "ipv6_cidr_blocks ls of", "prefix_list_ids ls of", "self b of",
                                "source_security_group_id s ocf", "description s o", "security_group_rule_id s c"],
    "aws_vpc_security_group_ingress_rule": ["security_group_id s rf", "ip_protocol s r", "from_port n o", "to_port n o",
                                            "cidr_ipv4 s o", "cidr_ipv6 s o", "prefix_list_id s o",
                                            "referenced_security_group_id s o", "description s o", "arn s c",
                                            "security_group_rule_id s c", *TAGS],
    "aws_network_interface": ["subnet_id s rf", "security_groups ss oc", "private_ip s oc", "private_ips ss oc",
                              "source_dest_check b o", "description s o", "mac_address s c", "arn s c", *TAGS],
    "aws_instance": ["ami s ocf", "instance_type s oc", "subnet_id s ocf", "private_ip s ocf",
                     "vpc_security_group_ids ss oc", "associate_public_ip_address b ocf", "source_dest_check b o",
                     "availability_zone s ocf", "secondary_private_ips ss oc", "ipv6_addresses ls oc", "arn s c",
                     "instance_state s c", "primary_network_interface_id s c", "public_ip s c", *TAGS],
    "aws_vpc_peering_connection": ["vpc_id s rf", "peer_vpc_id s rf", "peer_owner_id s ocf", "peer_region s ocf",
                                   "auto_accept b o", "accept_status s c", *TAGS],
    "aws_ec2_transit_gateway": ["default_route_table_association s o", "default_route_table_propagation s o",
                                "vpn_ecmp_support s o", "arn s c", "association_default_route_table_id s c",
                                "propagation_default_route_table_id s c", "owner_id s c", *TAGS],
    "aws_ec2_transit_gateway_vpc_attachment": ["transit_gateway_id s rf", "vpc_id s rf", "subnet_ids ss r",
                                               "appliance_mode_support s o",
                                               "transit_gateway_default_route_table_association b oc",
                                               "transit_gateway_default_route_table_propagation b oc",
                                               "vpc_owner_id s c", *TAGS],
    "aws_ec2_transit_gateway_route_table": ["transit_gateway_id s rf", "arn s c", *TAGS],
    "aws_ec2_transit_gateway_route_table_association": ["transit_gateway_attachment_id s rf",
                                                        "transit_gateway_route_table_id s rf", "resource_id s c"],
    "aws_vpc_endpoint": ["vpc_id s rf", "service_name s of", "vpc_endpoint_type s of", "route_table_ids ss oc",
                         "subnet_ids ss oc", "security_group_ids ss oc", "network_interface_ids ss c",
                         "prefix_list_id s c", "cidr_blocks ls c", "state s c", "arn s c", "owner_id s c", *TAGS],
    "aws_lb": ["name s ocf", "load_balancer_type s of", "internal b ocf", "security_groups ss oc", "subnets ss oc",
               "vpc_id s c", "dns_name s c", "arn s c", "arn_suffix s c", *TAGS],
    "aws_lb_target_group": ["name s ocf", "port n of", "protocol s ocf", "vpc_id s of", "target_type s of", "arn s c", *TAGS],
    "aws_lb_target_group_attachment": ["target_group_arn s rf", "target_id s rf", "port n of"],
    "aws_lb_listener": ["load_balancer_arn s rf", "port n o", "protocol s oc", "arn s c",
                        ("default_action", ["type s r", "target_group_arn s o"], "block"), *TAGS],
    "aws_ec2_managed_prefix_list": ["name s r", "address_family s r", "max_entries n r",
                                    ("entry", ["cidr s", "description s"], "blocks"), "arn s c", "owner_id s c", *TAGS],
    "aws_ec2_transit_gateway_route_table_propagation": ["transit_gateway_attachment_id s rf",
                                                        "transit_gateway_route_table_id s rf", "resource_id s c"],
    "aws_ec2_transit_gateway_route": ["destination_cidr_block s rf", "transit_gateway_attachment_id s of",
                                      "transit_gateway_route_table_id s rf", "blackhole b of"],
    "aws_networkfirewall_rule_group": ["name s rf", "type s rf", "capacity n rf", "rules s o", "arn s c",
                                       ("rule_group", [("rules_source", SOURCE, "block"), ("rule_variables", VARIABLES, "block"),
                                                       ("reference_sets", SETS, "block"),
                                                       ("stateful_rule_options", ["rule_order s"], "block")], "block"), *TAGS],
    "aws_networkfirewall_firewall_policy": ["name s rf", "arn s c", ("firewall_policy", POLICY, "block"), *TAGS],
    "aws_networkfirewall_firewall": ["name s rf", "firewall_policy_arn s r", "vpc_id s rf", "arn s c", "firewall_status status c",
                                     ("subnet_mapping", ["subnet_id s r", "ip_address_type s"], "blocks"), *TAGS],
    "aws_dx_gateway": ["name s r", "amazon_side_asn s r", "owner_account_id s c"],
    "aws_dx_gateway_association": ["dx_gateway_id s rf", "associated_gateway_id s ocf", "allowed_prefixes ss oc",
                                   "associated_gateway_type s c", "dx_gateway_association_id s c"],
    "aws_dx_transit_virtual_interface": ["connection_id s rf", "dx_gateway_id s rf", "name s rf", "vlan n rf", "bgp_asn n rf",
                                         "address_family s rf", "arn s c", *TAGS],
}

RESOURCES["aws_vpc_security_group_egress_rule"] = RESOURCES["aws_vpc_security_group_ingress_rule"]

DATA = {
    "aws_availability_zones": ["state s o", "names ls c", "zone_ids ls c"],
    "aws_caller_identity": ["account_id s c", "arn s c"],
    "aws_ec2_transit_gateway_dx_gateway_attachment": ["transit_gateway_id s o", "dx_gateway_id s o"],
}

# What AWS calls the things that it makes.
PREFIXES = {
    "aws_vpc": "vpc", "aws_subnet": "subnet", "aws_internet_gateway": "igw", "aws_eip": "eipalloc",
    "aws_egress_only_internet_gateway": "eigw", "aws_eip_association": "eipassoc", "aws_nat_gateway": "nat",
    "aws_route_table": "rtb", "aws_route": "r-rtb", "aws_route_table_association": "rtbassoc",
    "aws_main_route_table_association": "rtbassoc", "aws_network_acl": "acl", "aws_network_acl_rule": "nacl",
    "aws_network_acl_association": "aclassoc", "aws_security_group": "sg", "aws_security_group_rule": "sgrule",
    "aws_vpc_security_group_ingress_rule": "sgr", "aws_vpc_security_group_egress_rule": "sgr",
    "aws_network_interface": "eni", "aws_instance": "i",
    "aws_vpc_peering_connection": "pcx", "aws_ec2_transit_gateway": "tgw",
    "aws_ec2_transit_gateway_vpc_attachment": "tgw-attach",
    "aws_ec2_transit_gateway_route_table": "tgw-rtb", "aws_vpc_endpoint": "vpce",
    "default_network_acl_id": "acl", "default_route_table_id": "rtb", "default_security_group_id": "sg",
    "association_default_route_table_id": "tgw-rtb", "allocation_id": "eipalloc", "association_id": "eipassoc",
    "network_interface_id": "eni", "primary_network_interface_id": "eni", "security_group_rule_id": "sgr",
    "original_route_table_id": "rtb", "aws_ec2_managed_prefix_list": "pl",
    "aws_ec2_transit_gateway_route": "tgw-rtb-r", "aws_dx_gateway_association": "ga",
    "dx_gateway_association_id": "ga", "aws_dx_transit_virtual_interface": "dxvif",
}

# Addresses that AWS picks, here those of the other fixtures of the same network.
PUBLIC = {"nat": "52.39.58.2", "web-1": "52.123.146.28"}
