extension CodePages {
  /// What is wrong with texts of Terraform's, and what they leave open.
  static let terraformPages: [CodePage] = [
    CodePage(
      "NP0610", "a state or plan has a format that is not known",
      meaning: """
        `terraform show -json` writes its `format_version` at the head; with another first number \
        the keys mean other things. Netproof reads version 1, which Terraform writes since 1.1, and \
        OpenTofu always.
        """,
      remedy: "Print the state or plan again with Terraform 1.1 or newer, or with OpenTofu.",
      example: CodeExample(
        ["plan.json": #"{ "format_version": "2.0", "planned_values": {} }"#],
        mended: ["plan.json": #"{ "format_version": "1.2", "planned_values": {} }"#],
        run: "netproof check plan.json")),
    CodePage(
      "NP0611", "a file of Terraform's is in a form of its own",
      meaning: """
        Saved plans, `terraform.tfstate` and configuration (`*.tf`) are for Terraform alone. What it \
        makes of them it prints as JSON, and that is what Netproof reads.
        """,
      remedy: "Run `terraform show -json`, with the name of the saved plan if it is a plan.",
      example: CodeExample(
        ["state.json": #"{ "version": 4, "serial": 1, "lineage": "a", "resources": [] }"#],
        mended: ["state.json": #"{ "format_version": "1.0" }"#],
        run: "netproof check state.json")),
    CodePage(
      "NP0612", "a plan's reference is taken to mean one thing",
      meaning: """
        The value is known only after the plan is applied, and the configuration in the plan names \
        several instances, without saying which. The one with the same key is taken. A test without \
        a plan leaves open likewise what it made up.
        """,
      remedy:
        "Use `netproof init terraform`, whose test resolves every reference, or ask again with the state.",
      example: CodeExample(
        ["plan.json": takenPlan],
        mended: [
          "plan.json": takenPlan.replacing(
            #"["aws_subnet.a", "count.index"]"#, with: #"["aws_subnet.a[1].id", "aws_subnet.a[1]"]"#
          )
        ], run: "netproof check plan.json")),
    CodePage(
      "NP0613", "a value is known only after it is applied",
      meaning: """
        The configuration in the plan does not name one resource that it comes from: it stands in a \
        local value, or is chosen by an expression. What depends on it is undetermined.
        """,
      remedy:
        "Use `netproof init terraform`, whose test resolves every reference, or ask again with the state.",
      example: CodeExample(
        ["plan.json": unknownPlan],
        mended: [
          "plan.json": unknownPlan.replacing(
            #"["local.gateway"]"#,
            with: #"["aws_internet_gateway.a.id", "aws_internet_gateway.a"]"#)
        ], run: "netproof check plan.json")),
    CodePage(
      "NP0614", "a plan is not finished",
      meaning: """
        Planning failed, or was told to leave something out (`-target`): the plan does not have what \
        the network will have.
        """,
      remedy: "Plan again, without `-target`, until `terraform plan` succeeds.",
      example: CodeExample(
        ["plan.json": #"{ "format_version": "1.2", "planned_values": {}, "errored": true }"#],
        mended: [
          "plan.json": #"{ "format_version": "1.2", "planned_values": {}, "errored": false }"#
        ],
        run: "netproof check plan.json")),
    CodePage(
      "NP0615", "the events of a test say nothing of a network",
      meaning: """
        `terraform test -json` prints the state and plan of each run only with `-verbose`, and only \
        of runs that got so far.
        """,
      remedy: "Run `terraform test -json -verbose`, and mend what it says if it fails.",
      example: CodeExample(
        ["test.json": #"[ { "@level": "info", "@module": "terraform.ui", "type": "version" } ]"#],
        mended: ["test.json": events(plannedEvent, madeEvent)], run: "netproof check test.json")),
    CodePage(
      "NP0616", "a test plans and makes nothing",
      meaning: """
        In what a test plans, nothing is known that AWS would decide, and the events have no \
        configuration to look it up in: what belongs to which VPC is not known. A run with \
        `command = apply` makes it all up, and tells. Perhaps the events were cut off before it.
        """,
      remedy: "Use the test that `netproof init terraform` writes, and take all of its events.",
      example: CodeExample(
        ["test.json": events(plannedEvent)], mended: ["test.json": events(plannedEvent, madeEvent)],
        run: "netproof check test.json")),
    CodePage(
      "NP0617", "a run of a test ended with an error",
      meaning: """
        Terraform prints the state even so, with what was made before the error. What was to come \
        after it is not there, and would be taken not to be meant.
        """,
      remedy: "Mend what `terraform test` says, and run it again.",
      example: CodeExample(
        ["test.json": events(runEvent("error"), plannedEvent, madeEvent)],
        mended: ["test.json": events(runEvent("pass"), plannedEvent, madeEvent)],
        run: "netproof check test.json")),
    CodePage(
      "NP2122", "there is nothing to compare a lone path with",
      meaning: """
        `netproof diff` compares two networks. One path is enough only if it is a Terraform plan that \
        has the state that it would change (`prior_state`); a plan that makes everything anew has none.
        """,
      remedy: "Name two networks: `netproof diff OLD NEW`.",
      example: CodeExample(
        [
          "plan.json": #"{ "format_version": "1.2", "planned_values": { "root_module": {} } }"#
        ],
        mended: [
          "plan.json": """
          { "format_version": "1.2", "planned_values": { "root_module": {} },
            "prior_state": { "format_version": "1.0", "values": { "root_module": {} } } }
          """
        ], run: "netproof diff plan.json")),
  ]

  private static func events(_ own: String...) -> String {
    "[ " + own.map { #"{ "@module": "terraform.ui", \#($0) }"# }.joined(separator: ",\n  ") + " ]"
  }

  private static let plannedEvent =
    #""test_plan": { "plan_format_version": "1.2", "resource_changes": [] }"#
  private static let madeEvent =
    #""test_state": { "state_format_version": "1.0", "root_module": {} }"#

  private static func runEvent(_ status: String) -> String {
    #""test_run": { "run": "apply", "progress": "complete", "status": "\#(status)" }"#
  }

  private static let takenPlan = """
    { "format_version": "1.2",
      "planned_values": { "root_module": { "resources": [
        { "address": "aws_vpc.a", "mode": "managed", "type": "aws_vpc", "name": "a",
          "values": { "cidr_block": "10.0.0.0/16" } },
        { "address": "aws_subnet.a[0]", "mode": "managed", "type": "aws_subnet", "name": "a",
          "values": { "cidr_block": "10.0.0.0/24" } },
        { "address": "aws_subnet.a[1]", "mode": "managed", "type": "aws_subnet", "name": "a",
          "values": { "cidr_block": "10.0.1.0/24" } },
        { "address": "aws_instance.a[1]", "mode": "managed", "type": "aws_instance", "name": "a",
          "values": { "private_ip": "10.0.1.9" } } ] } },
      "resource_changes": [
        \(created("aws_vpc", "aws_vpc.a", "")),
        \(created("aws_subnet", "aws_subnet.a[0]", #", "vpc_id": true"#)),
        \(created("aws_subnet", "aws_subnet.a[1]", #", "vpc_id": true"#)),
        \(created("aws_instance", "aws_instance.a[1]", #", "subnet_id": true"#)) ],
      "configuration": { "root_module": { "resources": [
        { "address": "aws_subnet.a", "expressions": {
            "vpc_id": { "references": ["aws_vpc.a.id", "aws_vpc.a"] } } },
        { "address": "aws_instance.a", "expressions": {
            "subnet_id": { "references": ["aws_subnet.a", "count.index"] } } } ] } } }
    """

  private static let unknownPlan = """
    { "format_version": "1.2",
      "planned_values": { "root_module": { "resources": [
        { "address": "aws_vpc.a", "mode": "managed", "type": "aws_vpc", "name": "a",
          "values": { "cidr_block": "10.0.0.0/16" } },
        { "address": "aws_route.a", "mode": "managed", "type": "aws_route", "name": "a",
          "values": { "destination_cidr_block": "0.0.0.0/0" } },
        { "address": "aws_internet_gateway.a", "mode": "managed", "type": "aws_internet_gateway",
          "name": "a", "values": {} } ] } },
      "resource_changes": [
        \(created("aws_vpc", "aws_vpc.a", "")),
        \(created("aws_internet_gateway", "aws_internet_gateway.a", #", "vpc_id": true"#)),
        \(created("aws_route", "aws_route.a", #", "route_table_id": true, "gateway_id": true"#)) ],
      "configuration": { "root_module": { "resources": [
        { "address": "aws_internet_gateway.a", "expressions": {
            "vpc_id": { "references": ["aws_vpc.a.id", "aws_vpc.a"] } } },
        { "address": "aws_route.a", "expressions": {
            "route_table_id": { "references": ["aws_vpc.a.main_route_table_id", "aws_vpc.a"] },
            "gateway_id": { "references": ["local.gateway"] } } } ] } } }
    """

  /// What a plan says of a resource that it makes.
  private static func created(_ type: String, _ address: String, _ unknown: String) -> String {
    #"{ "address": "\#(address)", "mode": "managed", "type": "\#(type)", "#
      + #""change": { "actions": ["create"], "after_unknown": { "id": true\#(unknown) } } }"#
  }
}
