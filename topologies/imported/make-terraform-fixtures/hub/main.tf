# The hub of topologies/imported/hub as far as it is a firewall, a transit gateway and Direct Connect.

terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "us-east-1"
}

locals {
  zone = "us-east-1a"
}

resource "aws_vpc" "hub" {
  cidr_block = "10.0.0.0/16"
  tags       = { Name = "hub" }
}

resource "aws_vpc" "shop" {
  cidr_block = "10.1.0.0/16"
  tags       = { Name = "shop" }
}

resource "aws_subnet" "hub" {
  for_each = { tgw = "10.0.0.0/28", wall = "10.0.1.0/28", tools = "10.0.4.0/24" }

  vpc_id            = aws_vpc.hub.id
  cidr_block        = each.value
  availability_zone = local.zone
  tags              = { Name = "hub-${each.key}" }
}

resource "aws_subnet" "shop" {
  for_each = { tgw = "10.1.0.0/28", app = "10.1.1.0/24" }

  vpc_id            = aws_vpc.shop.id
  cidr_block        = each.value
  availability_zone = local.zone
  tags              = { Name = "shop-${each.key}" }
}

# The firewall.

resource "aws_ec2_managed_prefix_list" "bad" {
  name           = "bad-hosts"
  address_family = "IPv4"
  max_entries    = 5
  entry { cidr = "203.0.113.0/24" }
}

resource "aws_networkfirewall_rule_group" "first" {
  name     = "first"
  type     = "STATELESS"
  capacity = 10
  rule_group {
    rules_source {
      stateless_rules_and_custom_actions {
        stateless_rule {
          priority = 20
          rule_definition {
            actions = ["aws:pass"]
            match_attributes {
              protocols = [1]
              source { address_definition = "0.0.0.0/0" }
              destination { address_definition = "0.0.0.0/0" }
            }
          }
        }
        stateless_rule {
          priority = 10
          rule_definition {
            actions = ["aws:drop"]
            match_attributes {
              protocols = [6, 17]
              source { address_definition = aws_vpc.shop.cidr_block }
              destination { address_definition = "0.0.0.0/0" }
              destination_port {
                from_port = 25
                to_port   = 25
              }
              destination_port {
                from_port = 137
                to_port   = 139
              }
            }
          }
        }
      }
    }
  }
}

resource "aws_networkfirewall_rule_group" "flows" {
  name     = "flows"
  type     = "STATEFUL"
  capacity = 10
  rule_group {
    rules_source {
      dynamic "stateful_rule" {
        for_each = { 1 = "$HOME_NET", 2 = "192.168.0.0/16" }
        content {
          action = "PASS"
          header {
            protocol         = "TCP"
            direction        = "FORWARD"
            source           = stateful_rule.value
            source_port      = "ANY"
            destination      = aws_vpc.shop.cidr_block
            destination_port = "443"
          }
          rule_option {
            keyword  = "sid"
            settings = [stateful_rule.key]
          }
        }
      }
    }
    stateful_rule_options { rule_order = "STRICT_ORDER" }
  }
}

resource "aws_networkfirewall_rule_group" "written" {
  name     = "written"
  type     = "STATEFUL"
  capacity = 10
  rule_group {
    rule_variables {
      ip_sets {
        key = "SHOPS"
        ip_set { definition = [aws_vpc.shop.cidr_block] }
      }
      port_sets {
        key = "ADMIN"
        port_set { definition = ["22", "3389:3390"] }
      }
    }
    reference_sets {
      ip_set_references {
        key = "BAD"
        ip_set_reference { reference_arn = aws_ec2_managed_prefix_list.bad.arn }
      }
    }
    rules_source {
      rules_string = "drop ip $SHOPS any -> @BAD any (sid:10;)\npass tcp $SHOPS any -> 10.0.4.0/24 $ADMIN (flow:to_server; sid:11;)"
    }
    stateful_rule_options { rule_order = "STRICT_ORDER" }
  }
}

resource "aws_networkfirewall_rule_group" "sites" {
  name     = "sites"
  type     = "STATEFUL"
  capacity = 10
  rule_group {
    rules_source {
      rules_source_list {
        generated_rules_type = "ALLOWLIST"
        target_types         = ["TLS_SNI"]
        targets              = [".example.com"]
      }
    }
    stateful_rule_options { rule_order = "STRICT_ORDER" }
  }
}

resource "aws_networkfirewall_firewall_policy" "strict" {
  name = "strict"
  firewall_policy {
    stateless_default_actions          = ["aws:forward_to_sfe"]
    stateless_fragment_default_actions = ["aws:forward_to_sfe"]
    stateful_default_actions           = ["aws:drop_established", "aws:alert_established"]
    stateless_rule_group_reference {
      priority     = 10
      resource_arn = aws_networkfirewall_rule_group.first.arn
    }
    stateful_rule_group_reference {
      priority     = 200
      resource_arn = aws_networkfirewall_rule_group.sites.arn
    }
    stateful_rule_group_reference {
      priority     = 100
      resource_arn = aws_networkfirewall_rule_group.flows.arn
    }
    stateful_rule_group_reference {
      priority     = 150
      resource_arn = aws_networkfirewall_rule_group.written.arn
    }
    stateful_engine_options {
      rule_order              = "STRICT_ORDER"
      stream_exception_policy = "REJECT"
    }
    policy_variables {
      rule_variables {
        key = "HOME_NET"
        ip_set { definition = ["10.0.0.0/8"] }
      }
    }
  }
}

resource "aws_networkfirewall_firewall" "wall" {
  name                = "wall"
  firewall_policy_arn = aws_networkfirewall_firewall_policy.strict.arn
  vpc_id              = aws_vpc.hub.id
  subnet_mapping { subnet_id = aws_subnet.hub["wall"].id }
}

# Ways.

resource "aws_ec2_transit_gateway" "wan" {
  default_route_table_association = "disable"
  default_route_table_propagation = "disable"
  tags                            = { Name = "wan" }
}

resource "aws_ec2_transit_gateway_vpc_attachment" "hub" {
  transit_gateway_id     = aws_ec2_transit_gateway.wan.id
  vpc_id                 = aws_vpc.hub.id
  subnet_ids             = [aws_subnet.hub["tgw"].id]
  appliance_mode_support = "enable"
  tags                   = { Name = "hub-attachment" }
}

resource "aws_ec2_transit_gateway_vpc_attachment" "shop" {
  transit_gateway_id = aws_ec2_transit_gateway.wan.id
  vpc_id             = aws_vpc.shop.id
  subnet_ids         = [aws_subnet.shop["tgw"].id]
  tags               = { Name = "shop-attachment" }
}

resource "aws_ec2_transit_gateway_route_table" "all" {
  for_each = toset(["to-inspection", "inspected"])

  transit_gateway_id = aws_ec2_transit_gateway.wan.id
  tags               = { Name = each.key }
}

resource "aws_ec2_transit_gateway_route_table_association" "hub" {
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.hub.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.all["inspected"].id
}

resource "aws_ec2_transit_gateway_route_table_association" "shop" {
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shop.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.all["to-inspection"].id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "shop" {
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shop.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.all["inspected"].id
}

resource "aws_ec2_transit_gateway_route" "inspect" {
  destination_cidr_block         = "0.0.0.0/0"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.hub.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.all["to-inspection"].id
}

resource "aws_dx_gateway" "office" {
  name            = "office-dx"
  amazon_side_asn = "64512"
}

resource "aws_dx_gateway_association" "wan" {
  dx_gateway_id         = aws_dx_gateway.office.id
  associated_gateway_id = aws_ec2_transit_gateway.wan.id
  allowed_prefixes      = ["10.0.0.0/15"]
}

resource "aws_dx_transit_virtual_interface" "office" {
  connection_id  = "dxcon-0d01"
  dx_gateway_id  = aws_dx_gateway.office.id
  name           = "office-vif"
  vlan           = 100
  bgp_asn        = 65000
  address_family = "ipv4"
}

data "aws_ec2_transit_gateway_dx_gateway_attachment" "office" {
  transit_gateway_id = aws_ec2_transit_gateway.wan.id
  dx_gateway_id      = aws_dx_gateway_association.wan.dx_gateway_id
}

resource "aws_ec2_transit_gateway_route_table_association" "office" {
  transit_gateway_attachment_id  = data.aws_ec2_transit_gateway_dx_gateway_attachment.office.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.all["to-inspection"].id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "office" {
  transit_gateway_attachment_id  = data.aws_ec2_transit_gateway_dx_gateway_attachment.office.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.all["inspected"].id
}

resource "aws_route_table" "hub" {
  for_each = { tgw = "from-tgw", wall = "from-wall", tools = "tools-table" }

  vpc_id = aws_vpc.hub.id
  tags   = { Name = "hub-${each.value}" }
}

resource "aws_route_table_association" "hub" {
  for_each = aws_route_table.hub

  subnet_id      = aws_subnet.hub[each.key].id
  route_table_id = each.value.id
}

resource "aws_route" "inspect" {
  route_table_id         = aws_route_table.hub["tgw"].id
  destination_cidr_block = "0.0.0.0/0"
  vpc_endpoint_id        = tolist(aws_networkfirewall_firewall.wall.firewall_status[0].sync_states)[0].attachment[0].endpoint_id
}

resource "aws_route" "back" {
  for_each = toset(["10.1.0.0/16", "192.168.0.0/16"])

  route_table_id         = aws_route_table.hub["wall"].id
  destination_cidr_block = each.key
  transit_gateway_id     = aws_ec2_transit_gateway.wan.id
}

resource "aws_default_route_table" "shop" {
  default_route_table_id = aws_vpc.shop.default_route_table_id
  route = [{
    cidr_block                 = "0.0.0.0/0"
    transit_gateway_id         = aws_ec2_transit_gateway.wan.id
    carrier_gateway_id         = null
    core_network_arn           = null
    destination_prefix_list_id = null
    egress_only_gateway_id     = null
    gateway_id                 = null
    ipv6_cidr_block            = null
    local_gateway_id           = null
    nat_gateway_id             = null
    network_interface_id       = null
    vpc_endpoint_id            = null
    vpc_peering_connection_id  = null
  }]
  tags = { Name = "shop-main" }
}

# Hosts.

resource "aws_security_group" "tools" {
  name   = "tools"
  vpc_id = aws_vpc.hub.id
}

resource "aws_vpc_security_group_ingress_rule" "tools" {
  security_group_id = aws_security_group.tools.id
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv4         = aws_vpc.shop.cidr_block
}

resource "aws_security_group" "app" {
  name   = "app"
  vpc_id = aws_vpc.shop.id
}

resource "aws_vpc_security_group_ingress_rule" "app" {
  for_each = toset(["10.0.0.0/16", "192.168.0.0/16"])

  security_group_id = aws_security_group.app.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = each.key
}

resource "aws_vpc_security_group_egress_rule" "tools" {
  security_group_id = aws_security_group.tools.id
  ip_protocol       = "-1"
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_vpc_security_group_egress_rule" "app" {
  security_group_id = aws_security_group.app.id
  ip_protocol       = "-1"
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_instance" "tools" {
  subnet_id              = aws_subnet.hub["tools"].id
  private_ip             = "10.0.4.10"
  vpc_security_group_ids = [aws_security_group.tools.id]
  tags                   = { Name = "tools-1" }
}

resource "aws_instance" "app" {
  subnet_id              = aws_subnet.shop["app"].id
  private_ip             = "10.1.1.10"
  vpc_security_group_ids = [aws_security_group.app.id]
  tags                   = { Name = "app-1" }
}
