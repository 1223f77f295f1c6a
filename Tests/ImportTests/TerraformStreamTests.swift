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

  @Test func `are what standard input is said to be, or refused`() throws {
    let run = try ProgramRun.netproof(
      ["check", "--input", "terraform-test", "plan.json"],
      with: [("plan.json", Array(plan(TwoHosts.network).utf8))])
    #expect(run.status == 2)
    #expect(
      run.errors.contains("is no stream of events as `terraform test -json -verbose` prints it"))
  }
}
