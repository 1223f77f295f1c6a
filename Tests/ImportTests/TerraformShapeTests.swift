import NetproofEngine
import NetproofTestSupport
import Testing

/// States that lack what Terraform always tells, or are not what it prints.
@Suite struct `Forms of states` {
  private static let rules =
    #"[ { "protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"] } ]"#

  private static func state(ingress: String = rules, egress: String = rules) -> String {
    func resource(_ type: String, _ name: String, _ values: String) -> String {
      """
      { "address": "\(type).\(name)", "mode": "managed", "type": "\(type)", "name": "\(name)",
        "provider_name": "registry.terraform.io/hashicorp/aws", "values": { \(values) } }
      """
    }
    func host(_ name: String, _ address: String) -> String {
      resource(
        "aws_instance", name,
        """
        "id": "i-\(name)", "subnet_id": "subnet-1", "private_ip": "\(address)", "vpc_security_group_ids": ["sg-9"],
        "primary_network_interface_id": "eni-\(name)", "instance_state": "running", "tags": { "Name": "\(name)" }
        """)
    }
    let resources = [
      resource("aws_vpc", "net", #""id": "vpc-1", "cidr_block": "10.0.0.0/16""#),
      resource(
        "aws_subnet", "one",
        #""id": "subnet-1", "vpc_id": "vpc-1", "cidr_block": "10.0.1.0/24", "availability_zone": "us-east-1a""#
      ),
      resource(
        "aws_security_group", "g",
        #""id": "sg-9", "name": "g", "vpc_id": "vpc-1", "ingress": \#(ingress), "egress": \#(egress)"#
      ),
      host("a", "10.0.1.10"), host("b", "10.0.1.11"),
    ]
    return """
      { "format_version": "1.0", "values": { "root_module": { "resources": [ \(resources.joined(separator: ",\n")) ] } } }
      """
  }

  private static func ask(_ text: String) throws -> Verdict {
    try verdict("a", "b", "tcp/443", in: ["state.json": text])
  }

  @Test func `that are whole tell what groups let through`() throws {
    #expect(try Self.ask(Self.state()) == .reachable)
    #expect(try Self.ask(Self.state(ingress: "[]")) == .unreachable)
  }

  @Test(arguments: [true, false])
  func `without rules leave a group open`(isInbound: Bool) throws {
    let text = isInbound ? Self.state(ingress: "null") : Self.state(egress: "null")
    #expect(Imported(text: text, name: "state.json").codes.contains("NP0654"))
    #expect(try Self.ask(text) == .undetermined)
  }

  @Test(arguments: [
    #""all""#, "[ 1 ]", "{}",
    #"[ { "protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": "0.0.0.0/0" } ]"#,
  ])
  func `of other forms are refused`(ingress: String) {
    let imported = Imported(text: Self.state(ingress: ingress), name: "state.json")
    #expect(imported.node == nil)
    #expect(imported.codes == ["NP0653"], "\(imported.omissions)")
  }

  @Test(arguments: [
    #"{ "resources": 5 }"#, #"{ "resources": [ 1 ] }"#, "5",
    #"{ "resources": [ { "address": "aws_vpc.a", "type": "aws_vpc", "name": "a", "values": "x" } ] }"#,
  ])
  func `whose modules have other forms are refused`(module: String) {
    let text = #"{ "format_version": "1.0", "planned_values": { "root_module": \#(module) } }"#
    #expect(Imported(text: text, name: "plan.json").codes.contains("NP0653"))
    #expect(Imported(text: text, name: "plan.json").node == nil)
  }
}
