import NetproofSyntax
import NetproofTestSupport

/// A resource of a plan, as `terraform show -json` writes it in its several places.
struct Planned {
  let address: String
  var values = "{}"
  /// What is known only after the plan is applied.
  var unknown = #"{ "id": true }"#
  /// What the configuration says, by attribute.
  var expressions = "{}"
  var actions = #"["create"]"#
  var before = "null"

  /// A resource that is there and stays as it is.
  static func kept(_ address: String, _ values: String, _ expressions: String = "{}") -> Planned {
    Planned(
      address: address, values: values, unknown: "{}", expressions: expressions,
      actions: #"["no-op"]"#, before: values)
  }

  /// A resource that the plan destroys.
  static func destroyed(_ address: String, _ before: String) -> Planned {
    Planned(address: address, values: "null", actions: #"["delete"]"#, before: before)
  }

  private var type: String { String(address.split(separator: ".").dropLast().last ?? "") }

  private var head: String {
    let name = address.replacing("\"", with: "\\\"")
    let mode = address.hasPrefix("data.") ? "data" : "managed"
    return #""address": "\#(name)", "mode": "\#(mode)", "type": "\#(type)", "name": "a""#
  }

  fileprivate var planned: String? {
    values == "null" ? nil : "{ \(head), \"values\": \(values) }"
  }

  /// The resource as a state has it.
  var inState: String { "{ \(head), \"values\": \(values) }" }

  fileprivate var change: String {
    #"{ \#(head), "change": { "actions": \#(actions), "before": \#(before), "#
      + #""after": \#(values), "after_unknown": \#(unknown) } }"#
  }

  fileprivate var configured: String {
    let inner = module.isEmpty ? address : String(address.dropFirst("module.\(module).".count))
    let own = inner.split(separator: "[").first ?? ""
    return #"{ "address": "\#(own)", "expressions": \#(expressions) }"#
  }

  /// The name of the module that it stands in, if there is one.
  fileprivate var module: String {
    let steps = address.split(separator: ".")
    return steps.first == "module" && steps.count > 2 ? String(steps[1]) : ""
  }
}

/// What `terraform show -json` prints of a plan with some resources, those of modules with what these are
/// given.
func plan(
  _ resources: [Planned], more: String = "", modules: [String: String] = [:]
) -> String {
  func list(_ texts: [String]) -> String { "[\n\(texts.joined(separator: ",\n"))\n]" }
  let calls = modules.sorted { $0.key < $1.key }.map { name, given in
    let own = resources.filter { $0.module == name }.map(\.configured)
    return #""\#(name)": { "expressions": \#(given), "module": { "resources": \#(list(own)) } }"#
  }
  return """
    { "format_version": "1.2", "terraform_version": "1.11.4"\(more),
      "planned_values": { "root_module": { "resources": \(list(resources.compactMap(\.planned))) } },
      "resource_changes": \(list(resources.map(\.change))),
      "configuration": { "root_module": {
        "resources": \(list(resources.filter { modules[$0.module] == nil }.map(\.configured))),
        "module_calls": { \(calls.joined(separator: ", ")) } } } }
    """
}

/// An expression that refers to something.
func reference(_ names: String...) -> String {
  let all = names.map { "\"\($0.replacing("\"", with: "\\\""))\"" }.joined(separator: ", ")
  return #"{ "references": [\#(all)] }"#
}

/// Two hosts, `a` and `b`, in one new subnet and one group that lets everything in and out.
enum TwoHosts {
  static let vpc = Planned(address: "aws_vpc.net", values: #"{ "cidr_block": "10.0.0.0/16" }"#)
  static let subnet = Planned(
    address: "aws_subnet.net", values: #"{ "cidr_block": "10.0.1.0/24" }"#,
    unknown: #"{ "id": true, "vpc_id": true }"#,
    expressions: #"{ "vpc_id": \#(reference("aws_vpc.net.id", "aws_vpc.net")) }"#)
  static let all =
    #"[{ "protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"] }]"#
  static let group = group(#"{ "ingress": \#(all), "egress": \#(all) }"#)

  static func group(_ values: String, unknown: String = "") -> Planned {
    Planned(
      address: "aws_security_group.all", values: values,
      unknown: #"{ "id": true, "vpc_id": true\#(unknown) }"#,
      expressions: #"{ "vpc_id": \#(reference("aws_vpc.net.id", "aws_vpc.net")) }"#)
  }

  static func host(_ name: String, _ address: String, subnet: String? = nil) -> Planned {
    let subnet = subnet ?? reference("aws_subnet.net.id", "aws_subnet.net")
    let group = reference("aws_security_group.all.id", "aws_security_group.all")
    return Planned(
      address: "aws_instance.\(name)",
      values: #"{ "private_ip": \#(address), "vpc_security_group_ids": [null] }"#,
      unknown: #"{ "id": true, "subnet_id": true, "vpc_security_group_ids": [true] }"#,
      expressions: #"{ "subnet_id": \#(subnet), "vpc_security_group_ids": \#(group) }"#)
  }

  /// The same as a template makes it, to which more resources may be added; a parameter has no value.
  static let template = """
    Parameters: { Unknown: { Type: String } }
    Resources:
      Net: { Type: "AWS::EC2::VPC", Properties: { CidrBlock: 10.0.0.0/16 } }
      One: { Type: "AWS::EC2::Subnet", Properties: { VpcId: !Ref Net, CidrBlock: 10.0.1.0/24, AvailabilityZone: us-east-1a } }
      Open:
        Type: AWS::EC2::SecurityGroup
        Properties:
          VpcId: !Ref Net
          GroupDescription: lets all in
          SecurityGroupIngress: [ { IpProtocol: "-1", CidrIp: 0.0.0.0/0 } ]
      a: { Type: "AWS::EC2::Instance", Properties: { SubnetId: !Ref One, SecurityGroupIds: [!Ref Open] } }
      b: { Type: "AWS::EC2::Instance", Properties: { SubnetId: !Ref One, SecurityGroupIds: [!Ref Open] } }
    """

  static let hosts = [host("a", #""10.0.1.10""#), host("b", #""10.0.1.11""#)]
  static let network = [vpc, subnet, group] + hosts
}

/// What `netproof trace` says of `a` and `b` on one port: the first word, which is the verdict.
func verdict(_ files: [String: String], port: String = "tcp/443") throws -> String {
  let names = files.keys.sorted()
  let run = try ProgramRun.netproof(
    ["trace", "--from", "a", "--to", "b", "--port", port, "--explain", "brief"] + names,
    with: names.map { ($0, Array((files[$0] ?? "").utf8)) })
  let text = run.output.isEmpty ? run.errors : run.output
  return String(text.prefix { $0 != ":" })
}

func verdict(_ resources: [Planned], port: String = "tcp/443") throws -> String {
  try verdict(["plan.json": plan(resources)], port: port)
}

/// The codes that an import of a plan tells, each once.
func codes(_ resources: [Planned]) -> Set<String> {
  Set(Imported(text: plan(resources), name: "plan.json").codes)
}
