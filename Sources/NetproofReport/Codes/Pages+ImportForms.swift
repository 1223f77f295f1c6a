extension CodePages {
  /// Answers of AWS's that are not as AWS gives them.
  static let formPages: [CodePage] = [
    CodePage(
      "NP0650", "an answer has a form that AWS never gives",
      meaning: """
        A value is of another kind than the answer of the call has, such as a text in place of a list, or \
        a thing has no identifier. What was meant nobody knows, so the files are refused.
        """,
      remedy:
        "Take the answer as the AWS CLI prints it, with `--output json` and without `--query`.",
      example: CodeExample(
        [
          "net.json": """
          { "Vpcs": [ { "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16" } ],
            "SecurityGroups": [ { "GroupId": "sg-1", "VpcId": "vpc-1",
              "IpPermissions": "none", "IpPermissionsEgress": [] } ] }
          """
        ],
        mended: [
          "net.json": """
          { "Vpcs": [ { "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16" } ],
            "SecurityGroups": [ { "GroupId": "sg-1", "VpcId": "vpc-1",
              "IpPermissions": [], "IpPermissionsEgress": [] } ] }
          """
        ], run: "netproof check net.json")),
    CodePage(
      "NP0651", "an answer lacks what AWS always tells",
      meaning: """
        AWS lists the rules, routes and groups of a thing even if there are none. Where the list is not \
        there, perhaps because a program left it out, it is not taken to be empty: verdicts that depend \
        on it are undetermined.
        """,
      remedy: "Take the answer as the AWS CLI prints it.",
      example: CodeExample(
        [
          "net.json": """
          { "Vpcs": [ { "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16" } ],
            "SecurityGroups": [ { "GroupId": "sg-1", "VpcId": "vpc-1", "IpPermissions": [] } ] }
          """
        ],
        mended: [
          "net.json": """
          { "Vpcs": [ { "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16" } ],
            "SecurityGroups": [ { "GroupId": "sg-1", "VpcId": "vpc-1",
              "IpPermissions": [], "IpPermissionsEgress": [] } ] }
          """
        ], run: "netproof check net.json")),
    CodePage(
      "NP0652", "two answers differ about one thing",
      meaning: """
        They were collected at different times, perhaps. Nobody knows which of them is right, so what they \
        differ about is left open: verdicts that depend on it are undetermined.
        """,
      remedy: "Leave the older answer out, or collect all answers at one time.",
      example: CodeExample(
        [
          "net.json": """
          [ { "Vpcs": [ { "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16" } ] },
            { "Vpcs": [ { "VpcId": "vpc-1", "CidrBlock": "10.1.0.0/16" } ] } ]
          """
        ],
        mended: [
          "net.json": """
          [ { "Vpcs": [ { "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16" } ] },
            { "Vpcs": [ { "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16" } ] } ]
          """
        ], run: "netproof check net.json")),
    CodePage(
      "NP0653", "a state or plan has a form that Terraform never gives",
      meaning: """
        A value is of another kind than Terraform prints there, such as a text in place of a list. What \
        was meant nobody knows, so the files are refused.
        """,
      remedy: "Take what `terraform show -json` prints, as it is.",
      example: CodeExample(
        ["state.json": state(#""ingress": [], "egress": "all""#)],
        mended: ["state.json": state(#""ingress": [], "egress": []"#)],
        run: "netproof check state.json")),
    CodePage(
      "NP0654", "a state or plan does not tell rules or routes",
      meaning: """
        Terraform lists the rules and routes of what is there even if there are none. Where the list is \
        not there, it is not taken to be empty: verdicts that depend on it are undetermined.
        """,
      remedy: "Take what `terraform show -json` prints, as it is.",
      example: CodeExample(
        ["state.json": state(#""ingress": [], "egress": null"#)],
        mended: ["state.json": state(#""ingress": [], "egress": []"#)],
        run: "netproof check state.json")),
  ]

  private static func state(_ rules: String) -> String {
    """
    { "format_version": "1.0", "values": { "root_module": { "resources": [
      { "address": "aws_vpc.net", "mode": "managed", "type": "aws_vpc", "name": "net",
        "values": { "id": "vpc-1", "cidr_block": "10.0.0.0/16" } },
      { "address": "aws_security_group.web", "mode": "managed", "type": "aws_security_group",
        "name": "web", "values": { "id": "sg-1", "vpc_id": "vpc-1", "name": "web",
          \(rules) } } ] } } }
    """
  }
}
