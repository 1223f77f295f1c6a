extension CodePages {
  /// What an import of another program's texts does not carry over.
  static let importPages: [CodePage] =
    [
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
              "NetworkAcls": [ { "NetworkAclId": "acl-1", "VpcId": "vpc-1", "IsDefault": true,
                "Entries": [] } ]
            }
            """
          ],
          mended: [
            "net.json": """
            {
              "Vpcs": [ { "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16" } ],
              "Subnets": [ { "SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24" } ],
              "NetworkAcls": [ { "NetworkAclId": "acl-1", "VpcId": "vpc-1", "IsDefault": true,
                "Entries": [] } ],
              "RouteTables": [
                { "RouteTableId": "rtb-1", "VpcId": "vpc-1", "Routes": [],
                  "Associations": [ { "Main": true } ] }
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
                { "GroupId": "sg-1", "VpcId": "vpc-1",
                  "IpPermissionsEgress": [], "IpPermissions": [
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
                { "GroupId": "sg-1", "VpcId": "vpc-1",
                  "IpPermissionsEgress": [], "IpPermissions": [
                  { "IpProtocol": "-1", "UserIdGroupPairs": [ { "GroupId": "sg-2" } ] } ] },
                { "GroupId": "sg-2", "VpcId": "vpc-1",
                  "IpPermissionsEgress": [], "IpPermissions": [] }
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
          is on them is missing, and nobody knows what: verdicts that depend on it are undetermined.
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
            { "Vpcs": [ { "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16" } ], "virtualInterfaces": [],
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
            { "Vpcs": [ { "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16" } ], "virtualInterfaces": [],
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
    ] + takenAddressPages + formPages + folderPages + templatePages

  /// Addresses that AWS gives only when it makes things.
  private static let takenAddressPages: [CodePage] = [
    CodePage(
      "NP0630", "an import takes an address for what has none yet",
      meaning: """
        AWS gives addresses when it makes things; a template or a plan leaves them out. A free one of the \
        subnet is taken, only where no rule, route or list tells addresses of the subnet apart, so that \
        verdicts are the same whichever AWS gives. Public addresses are taken from the ranges for \
        documentation: a rule that names public addresses is taken not to mean them.
        """,
      remedy: "Nothing, or give it an address of its own.",
      example: CodeExample(
        [
          "net.json": """
          { "Vpcs": [ { "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16" } ],
            "Subnets": [ { "SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24" } ],
            "RouteTables": [
              { "RouteTableId": "rtb-1", "VpcId": "vpc-1", "Routes": [],
                "Associations": [ { "Main": true } ] } ],
            "NetworkAcls": [ { "NetworkAclId": "acl-1", "VpcId": "vpc-1", "IsDefault": true,
              "Entries": [] } ],
            "SecurityGroups": [ { "GroupId": "sg-1", "VpcId": "vpc-1",
              "IpPermissionsEgress": [], "IpPermissions": [
              { "IpProtocol": "-1", "IpRanges": [ { "CidrIp": "10.0.0.0/16" } ] } ] } ],
            "NetworkInterfaces": [ { "NetworkInterfaceId": "eni-1", "VpcId": "vpc-1",
              "SubnetId": "subnet-1",
              "Groups": [ { "GroupId": "sg-1" } ] } ] }
          """
        ],
        mended: [
          "net.json": """
          { "Vpcs": [ { "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16" } ],
            "Subnets": [ { "SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24" } ],
            "RouteTables": [
              { "RouteTableId": "rtb-1", "VpcId": "vpc-1", "Routes": [],
                "Associations": [ { "Main": true } ] } ],
            "NetworkAcls": [ { "NetworkAclId": "acl-1", "VpcId": "vpc-1", "IsDefault": true,
              "Entries": [] } ],
            "SecurityGroups": [ { "GroupId": "sg-1", "VpcId": "vpc-1",
              "IpPermissionsEgress": [], "IpPermissions": [
              { "IpProtocol": "-1", "IpRanges": [ { "CidrIp": "10.0.0.0/16" } ] } ] } ],
            "NetworkInterfaces": [ { "NetworkInterfaceId": "eni-1", "VpcId": "vpc-1",
              "SubnetId": "subnet-1", "PrivateIpAddress": "10.0.1.10",
              "Groups": [ { "GroupId": "sg-1" } ] } ] }
          """
        ], run: "netproof check net.json")),
    CodePage(
      "NP0631", "the address of something is not known",
      meaning: """
        AWS gives the address when it makes the thing, and a rule or route tells addresses of its subnet \
        apart, so it matters which; or nobody knows the subnet. Verdicts that depend on it are \
        undetermined.
        """,
      remedy: "Give it an address of its own, or let rules name whole subnets.",
      example: CodeExample(
        [
          "net.json": """
          { "Vpcs": [ { "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16" } ],
            "Subnets": [ { "SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24" } ],
            "RouteTables": [
              { "RouteTableId": "rtb-1", "VpcId": "vpc-1", "Routes": [],
                "Associations": [ { "Main": true } ] } ],
            "NetworkAcls": [ { "NetworkAclId": "acl-1", "VpcId": "vpc-1", "IsDefault": true,
              "Entries": [] } ],
            "SecurityGroups": [ { "GroupId": "sg-1", "VpcId": "vpc-1",
              "IpPermissionsEgress": [], "IpPermissions": [
              { "IpProtocol": "-1", "IpRanges": [ { "CidrIp": "10.0.1.128/25" } ] } ] } ],
            "NetworkInterfaces": [ { "NetworkInterfaceId": "eni-1", "VpcId": "vpc-1",
              "SubnetId": "subnet-1",
              "Groups": [ { "GroupId": "sg-1" } ] } ] }
          """
        ],
        mended: [
          "net.json": """
          { "Vpcs": [ { "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16" } ],
            "Subnets": [ { "SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24" } ],
            "RouteTables": [
              { "RouteTableId": "rtb-1", "VpcId": "vpc-1", "Routes": [],
                "Associations": [ { "Main": true } ] } ],
            "NetworkAcls": [ { "NetworkAclId": "acl-1", "VpcId": "vpc-1", "IsDefault": true,
              "Entries": [] } ],
            "SecurityGroups": [ { "GroupId": "sg-1", "VpcId": "vpc-1",
              "IpPermissionsEgress": [], "IpPermissions": [
              { "IpProtocol": "-1", "IpRanges": [ { "CidrIp": "10.0.1.128/25" } ] } ] } ],
            "NetworkInterfaces": [ { "NetworkInterfaceId": "eni-1", "VpcId": "vpc-1",
              "SubnetId": "subnet-1", "PrivateIpAddress": "10.0.1.10",
              "Groups": [ { "GroupId": "sg-1" } ] } ] }
          """
        ], run: "netproof check net.json")),
  ]
}
