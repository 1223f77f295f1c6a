extension CodePages {
  /// What an import of another program's texts does not carry over.
  static let importPages: [CodePage] = [
    CodePage(
      "NP0600", "the answer of a call is missing",
      meaning: """
        AWS keeps such a thing in every VPC, or the files name one, but the answer of the call that \
        describes it is not among them. Verdicts that depend on it are undetermined.
        """,
      remedy: "Collect it, with `netproof import aws --print-commands`.",
      example: CodeExample(
        [
          "net.json": """
          {
            "Vpcs": [ { "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16" } ],
            "Subnets": [ { "SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24" } ],
            "NetworkAcls": [ { "NetworkAclId": "acl-1", "VpcId": "vpc-1", "IsDefault": true } ]
          }
          """
        ],
        mended: [
          "net.json": """
          {
            "Vpcs": [ { "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16" } ],
            "Subnets": [ { "SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24" } ],
            "NetworkAcls": [ { "NetworkAclId": "acl-1", "VpcId": "vpc-1", "IsDefault": true } ],
            "RouteTables": [
              { "RouteTableId": "rtb-1", "VpcId": "vpc-1", "Associations": [ { "Main": true } ] }
            ]
          }
          """
        ], run: "netproof check net.json")),
    CodePage(
      "NP0601", "a resource that another one names is missing",
      meaning: """
        Perhaps it was deleted, or belongs to an account or region whose answers are not here. It is \
        taken as something that exists but is not described: verdicts that depend on it are \
        undetermined.
        """,
      remedy: "Add the answers of that account or region, or collect all answers at one time.",
      example: CodeExample(
        [
          "net.json": """
          {
            "Vpcs": [ { "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16" } ],
            "SecurityGroups": [
              { "GroupId": "sg-1", "VpcId": "vpc-1", "IpPermissions": [
                { "IpProtocol": "-1", "UserIdGroupPairs": [ { "GroupId": "sg-2" } ] } ] }
            ]
          }
          """
        ],
        mended: [
          "net.json": """
          {
            "Vpcs": [ { "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16" } ],
            "SecurityGroups": [
              { "GroupId": "sg-1", "VpcId": "vpc-1", "IpPermissions": [
                { "IpProtocol": "-1", "UserIdGroupPairs": [ { "GroupId": "sg-2" } ] } ] },
              { "GroupId": "sg-2", "VpcId": "vpc-1" }
            ]
          }
          """
        ], run: "netproof check net.json")),
    CodePage(
      "NP0602", "something is not carried over",
      meaning: """
        Topologies have no such thing yet, or the import does not know it. What depends on it is \
        undetermined, unless the message says that nothing can.
        """,
      remedy: "Leave the list out, or describe by hand what it stands for.",
      example: CodeExample(
        ["net.json": #"{ "Vpcs": [], "Gizmos": [ { "GizmoId": "g-1" } ] }"#],
        mended: ["net.json": #"{ "Vpcs": [] }"#], run: "netproof check net.json")),
    CodePage(
      "NP0603", "an answer is cut short",
      meaning: """
        It has a `NextToken`, so there are more pages, but no further page is among the files. What \
        is on them is missing, and nobody knows what.
        """,
      remedy: "Collect without `--no-paginate` and `--max-items`, or add the other pages.",
      example: CodeExample(
        ["net.json": #"{ "Vpcs": [], "NextToken": "eyJ2IjoiMiJ9" }"#],
        mended: ["net.json": #"{ "Vpcs": [] }"#], run: "netproof check net.json")),
    CodePage(
      "NP0604", "an import takes something to be so",
      meaning: """
        The files leave it open; the message says what was taken. Verdicts may be wrong where it is \
        otherwise.
        """,
      remedy: "Write a topology with `netproof import aws`, and mend it there.",
      example: CodeExample(
        [
          "net.json": """
          { "Vpcs": [ { "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16" } ],
            "VpnGateways": [ { "VpnGatewayId": "vgw-1", "VpcAttachments": [ { "VpcId": "vpc-1" } ] } ],
            "VpnConnections": [
              { "VpnConnectionId": "vpn-1", "VpnGatewayId": "vgw-1" },
              { "VpnConnectionId": "vpn-2", "VpnGatewayId": "vgw-1" } ],
            "RouteTables": [
              { "RouteTableId": "rtb-1", "VpcId": "vpc-1", "Associations": [ { "Main": true } ],
                "PropagatingVgws": [ { "GatewayId": "vgw-1" } ], "Routes": [
                { "DestinationCidrBlock": "192.168.0.0/16", "GatewayId": "vgw-1",
                  "Origin": "EnableVgwRoutePropagation" } ] } ] }
          """
        ],
        mended: [
          "net.json": """
          { "Vpcs": [ { "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16" } ],
            "VpnGateways": [ { "VpnGatewayId": "vgw-1", "VpcAttachments": [ { "VpcId": "vpc-1" } ] } ],
            "VpnConnections": [
              { "VpnConnectionId": "vpn-1", "VpnGatewayId": "vgw-1" } ],
            "RouteTables": [
              { "RouteTableId": "rtb-1", "VpcId": "vpc-1", "Associations": [ { "Main": true } ],
                "PropagatingVgws": [ { "GatewayId": "vgw-1" } ], "Routes": [
                { "DestinationCidrBlock": "192.168.0.0/16", "GatewayId": "vgw-1",
                  "Origin": "EnableVgwRoutePropagation" } ] } ] }
          """
        ], run: "netproof check net.json")),
    CodePage(
      "NP0605", "the address of something is not known",
      meaning: """
        AWS picks it when the thing is made. Mostly that is no matter, and a free address of the \
        subnet is taken (`NP0604`); but here a rule, route or list tells addresses of the subnet \
        apart, so verdicts depend on which it will be: they are undetermined.
        """,
      remedy:
        "Give it an address of its own in the configuration (`private_ip`), or ask once it is made.",
      example: CodeExample(
        ["plan.json": unknownAddressPlan],
        mended: [
          "plan.json": unknownAddressPlan.replacing(
            #""private_ip": null"#, with: #""private_ip": "10.0.1.9""#)
        ], run: "netproof check plan.json")),
  ]

  private static let unknownAddressPlan = """
    {
      "format_version": "1.0", "terraform_version": "1.11.4", "values": { "root_module": { "resources": [
        { "address": "aws_vpc.a", "mode": "managed", "type": "aws_vpc", "name": "a",
          "values": { "id": "vpc-1", "cidr_block": "10.0.0.0/16", "main_route_table_id": "rtb-1",
            "default_network_acl_id": "acl-1" } },
        { "address": "aws_subnet.a", "mode": "managed", "type": "aws_subnet", "name": "a",
          "values": { "id": "subnet-1", "vpc_id": "vpc-1", "cidr_block": "10.0.1.0/24" } },
        { "address": "aws_default_network_acl.a", "mode": "managed", "type": "aws_default_network_acl",
          "name": "a", "values": { "default_network_acl_id": "acl-1", "vpc_id": "vpc-1" } },
        { "address": "aws_route_table.a", "mode": "managed", "type": "aws_route_table", "name": "a",
          "values": { "id": "rtb-1", "vpc_id": "vpc-1" } },
        { "address": "aws_security_group.a", "mode": "managed", "type": "aws_security_group",
          "name": "a", "values": { "id": "sg-1", "vpc_id": "vpc-1", "ingress": [
            { "protocol": "tcp", "from_port": 22, "to_port": 22, "cidr_blocks": ["10.0.1.9/32"] } ] } },
        { "address": "aws_instance.a", "mode": "managed", "type": "aws_instance", "name": "a",
          "values": { "id": "i-1", "subnet_id": "subnet-1", "vpc_security_group_ids": ["sg-1"],
            "private_ip": null } }
      ] } }
    }
    """
}
