import NetproofTestSupport
import Testing

/// What is told of files of Terraform's that cannot be read: what it is, and what to run.
@Suite struct `Files of Terraform's that say nothing of a network` {
  private static let cases: [(name: String, text: String, code: String, help: String)] = [
    ("plan.json", #"{ "format_version": "2.0", "planned_values": {} }"#, "NP0610", "Terraform 1.1"),
    (
      "plan.json", plan(TwoHosts.network).replacing(#""format_version": "1.2", "#, with: ""),
      "NP0610",
      "all that `terraform show -json` prints"
    ),
    (
      "terraform.tfstate", #"{ "version": 4, "serial": 3, "lineage": "x", "resources": [] }"#,
      "NP0611", "terraform show -json > state.json"
    ),
    ("tfplan", "PK\u{3}\u{4}\u{14}\u{0}", "NP0611", "terraform show -json tfplan > plan.json"),
    ("main.tf", #"resource "aws_vpc" "a" {}"#, "NP0611", "terraform plan -out tfplan"),
    ("plan.json", plan([], more: #", "errored": true"#), "NP0614", "terraform plan"),
    (
      "events.jsonl",
      """
      {"@level":"info","@message":"Terraform 1.11.4","@module":"terraform.ui","type":"version"}
      {"@level":"error","@message":"Error: No credentials","@module":"terraform.ui",\
      "diagnostic":{"severity":"error","summary":"No credentials"},"type":"diagnostic"}
      """, "NP0615", "because the test failed: No credentials"
    ),
    ("plan.json", String(plan(TwoHosts.network).dropLast(90)), "NP0030", ""),
    ("plan.json", String(repeating: #"{"a":["#, count: 5000), "NP0001", ""),
  ]

  @Test(arguments: cases)
  func `are refused, with what to do`(
    name: String, text: String, code: String, help: String
  ) {
    let imported = Imported(text: text, name: name)
    #expect(imported.codes == [code], "\(imported.omissions)")
    #expect(imported.omissions.contains(help), "\(imported.omissions)")
  }

  @Test func `as a folder of configuration are refused likewise`() throws {
    let run = try ProgramRun.netproof(
      ["check", "."], with: [("main.tf", Array(#"resource "aws_vpc" "a" {}"#.utf8))])
    #expect(run.status == 2)
    #expect(run.errors.contains("error[NP0611]: `.` is Terraform's configuration"))
  }

  /// Whatever stands where something else is expected.
  @Test(arguments: ["null", "7", #""x""#, "[]", "{}", "[[]]", #"[{ "a": null }]"#])
  func `with odd values in odd places are read or refused, and nothing crashes`(value: String) {
    let keys = [
      "ingress", "egress", "route", "cidr_block", "vpc_id", "subnet_id", "private_ip", "tags",
      "subnet_ids", "listener", "subnet_mapping", "network_interface",
    ]
    let values = "{ \(keys.map { "\"\($0)\": \(value)" }.joined(separator: ", ")) }"
    let types = [
      "aws_vpc", "aws_subnet", "aws_security_group", "aws_security_group_rule", "aws_route_table",
      "aws_route", "aws_network_acl", "aws_network_acl_rule", "aws_instance", "aws_nat_gateway",
      "aws_network_interface", "aws_lb", "aws_elb", "aws_vpc_endpoint",
      "aws_vpc_peering_connection",
      "aws_ec2_transit_gateway", "aws_ec2_transit_gateway_vpc_attachment", "aws_vpn_connection",
      "aws_eip", "aws_default_route_table", "aws_lambda_function",
    ]
    let resources = types.map { Planned(address: "\($0).a", values: values, unknown: value) }
    let imported = Imported(text: plan(resources), name: "plan.json")
    #expect(imported.node != nil || !imported.codes.isEmpty)
  }

  @Test func `with what is not AWS's are passed over`() {
    let random = Planned(address: "random_id.a", values: #"{ "byte_length": 8 }"#)
    #expect(codes(TwoHosts.network + [random]) == [])
  }
}
