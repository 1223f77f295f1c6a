import NetproofTestSupport
import Testing

/// What of a test is made up, and what is known.
@Suite struct `The events of a test` {
  private static func event(_ fields: String) -> String {
    #"{"@level":"info","@module":"terraform.ui","@testfile":"netproof.tftest.hcl",\#(fields)}"#
  }

  private static let vpc =
    #"{"cidr_block":"10.0.0.0/16","id":"aaaa1111","default_network_acl_id":"bbbb2222"}"#
  private static let subnet =
    #"{"cidr_block":"10.0.1.0/24","id":"cccc3333","vpc_id":"aaaa1111","availability_zone":"dddd4444"}"#

  private static func host(_ name: String) -> String {
    #"{"address":"aws_instance.\#(name)","mode":"managed","type":"aws_instance","values":"#
      + #"{"id":"\#(name)eee5555","subnet_id":"cccc3333","private_ip":"\#(name)fff6666","#
      + #""instance_state":"gggg7777","vpc_security_group_ids":["hhhh8888"]}}"#
  }

  private static let group =
    #"{"id":"hhhh8888","vpc_id":"aaaa1111","name":"all","ingress":[{"protocol":"-1","from_port":0,"#
    + #""to_port":0,"cidr_blocks":["0.0.0.0/0"]}],"egress":[{"protocol":"-1","from_port":0,"#
    + #""to_port":0,"cidr_blocks":["0.0.0.0/0"]}]}"#

  private static let state = event(
    #""type":"test_state","test_state":{"state_format_version":"1.0","root_module":{"resources":["#
      + #"{"address":"aws_vpc.net","mode":"managed","type":"aws_vpc","values":\#(vpc)},"#
      + #"{"address":"aws_subnet.net","mode":"managed","type":"aws_subnet","values":\#(subnet)},"#
      + #"{"address":"aws_security_group.all","mode":"managed","type":"aws_security_group","values":\#(group)},"#
      + #"\#(host("a")),\#(host("b"))]},"provider_schemas":{"huge":[]}}"#)

  private let twice = state + "\n" + state

  @Test func `join what a test made up, and take none of it for known`() throws {
    let imported = Imported(text: twice, name: "events.jsonl")
    // Nothing but its look tells what is made up; addresses are taken.
    #expect(Set(imported.codes) == ["NP0612", "NP0630"])
    #expect(imported.yaml.contains("a: { subnet: net-subnet, private-ip: 10.0.1.4"))
    #expect(!imported.yaml.contains("dddd4444"))
    #expect(try verdict(["events.jsonl": twice]) == "reachable")
  }

  /// The endpoints of all firewalls are made up alike, with the zones that they are in.
  @Test(arguments: [1, 2])
  func `tell endpoints of a firewall by their zones, unless there are several`(count: Int) {
    func resource(_ address: String, _ values: String) -> String {
      let type = address.split(separator: ".")[0]
      return #"{"address":"\#(address)","mode":"managed","type":"\#(type)","values":\#(values)}"#
    }
    func subnet(_ name: String, _ zone: String, _ cidr: String) -> String {
      resource(
        "aws_subnet.\(name)",
        #"{"cidr_block":"\#(cidr)","id":"\#(name)ccc333","vpc_id":"aaaa1111","#
          + #""availability_zone":"us-east-1\#(zone)"}"#)
    }
    let states = ["a", "b"].map { zone in
      #"{"availability_zone":"us-east-1\#(zone)","attachment":[{"endpoint_id":"vpce-made-up-\#(zone)","#
        + #""subnet_id":"subnet-made-up-\#(zone)"}]}"#
    }.joined(separator: ",")
    let walls = (0..<count).map { index in
      resource(
        "aws_networkfirewall_firewall.wall\(index)",
        #"{"id":"wall\#(index)555","arn":"wall\#(index)666","name":"wall\#(index)","vpc_id":"aaaa1111","#
          + #""subnet_mapping":[{"subnet_id":"oneccc333"},{"subnet_id":"twoccc333"}],"#
          + #""firewall_status":[{"sync_states":[\#(states)]}]}"#)
    }
    let all =
      [
        resource("aws_vpc.net", Self.vpc), subnet("one", "a", "10.0.1.0/24"),
        subnet("two", "b", "10.0.2.0/24"),
        resource("aws_route_table.all", #"{"id":"rrrr7777","vpc_id":"aaaa1111"}"#),
        resource(
          "aws_route.all",
          #"{"id":"rrrr8888","route_table_id":"rrrr7777","destination_cidr_block":"0.0.0.0/0","#
            + #""vpc_endpoint_id":"vpce-made-up-b"}"#),
      ] + walls
    let text = Self.event(
      #""type":"test_state","test_state":{"state_format_version":"1.0","root_module":{"resources":["#
        + all.joined(separator: ",") + "]}}")
    let imported = Imported(text: text + "\n" + text, name: "events.jsonl")
    #expect(
      imported.yaml.contains("{ to: 0.0.0.0/0, via: wall0-two }") == (count == 1),
      "\(imported.yaml)")
    #expect(imported.codes.contains("NP0601") == (count == 2), "\(imported.omissions)")
    #expect(imported.omissions.contains("vpce-made-up-b") == true)
  }

  @Test func `are what standard input is said to be, or refused`() throws {
    let run = try ProgramRun.netproof(
      ["check", "--input", "terraform-test", "plan.json"],
      with: [("plan.json", Array(plan(TwoHosts.network).utf8))])
    #expect(run.status == 2)
    #expect(
      run.errors.contains("is no stream of events as `terraform test -json -verbose` prints it"))
  }

  // MARK: - Streams that are not whole

  private static let planned = event(
    #""type":"test_plan","test_plan":{"plan_format_version":"1.2","resource_changes":[]}"#)

  private static func run(_ status: String) -> String {
    event(
      #""type":"test_run","test_run":{"run":"apply","progress":"complete","status":"\#(status)"}"#)
  }

  @Test(arguments: [
    ([planned, planned], "NP0616"), ([run("error"), planned, state], "NP0617"),
    ([planned, run("error"), run("skip")], "NP0617"), ([planned, run("pass"), state], ""),
    ([planned, run("fail"), state], ""),
  ])
  func `of which a part is missing are refused`(events: [String], code: String) {
    let imported = Imported(text: events.joined(separator: "\n"), name: "events.jsonl")
    #expect((imported.node == nil) == !code.isEmpty, "\(imported.omissions)")
    if !code.isEmpty { #expect(imported.codes == [code], "\(imported.omissions)") }
  }

  /// The run of another test says nothing of ours.
  @Test func `are read if another test has failed`() {
    let other = Self.run("error").replacing("netproof.tftest.hcl", with: "other.tftest.hcl")
    let text = [other, Self.planned, Self.state].joined(separator: "\n")
    #expect(Imported(text: text, name: "events.jsonl").node != nil)
  }

  /// A text that is no JSON is told as that and nothing else, whatever is done with it.
  @Test(arguments: [["check"], ["import", "terraform"], ["lint"]])
  func `with a byte that is no text are refused by all commands alike`(command: [String]) throws {
    let bytes =
      Array(Self.planned.utf8) + [0x0A] + Array(#"{"a":""#.utf8) + [0xFF, 0x22, 0x7D, 0x0A]
      + Array(Self.state.utf8)
    let run = try ProgramRun.netproof(command + ["events.jsonl"], with: [("events.jsonl", bytes)])
    #expect(run.status == 2)
    #expect(run.errors.contains("error[NP0002]"), "\(run.errors)")
    #expect(!run.errors.contains("NP06"), "\(run.errors)")
  }
}
