import NetproofEngine
import NetproofImport
import NetproofModel
import NetproofSyntax
import NetproofTestSupport
import Testing

/// What real runs of Terraform print, with the topology that must come of it.
///
/// `NETPROOF_RECORD=1` writes the expectations anew.
@Suite struct `States, plans and tests of Terraform` {
  private static let folder = "topologies/imported/terraform"

  /// A plan of something new, its state, a plan that changes nothing, one that does, and a test.
  private static let kinds = [
    "new", "state", "same", "changed", "test", "module", "module-test", "hub", "hub-state",
    "hub-test",
  ]

  @Test(arguments: kinds)
  func `become the topology that is committed beside them`(kind: String) throws {
    let imported = Imported(["\(Self.folder)/\(kind)"])
    let paths = (
      yaml: "\(Self.folder)/\(kind).yaml", text: "\(Self.folder)/\(kind).omissions.txt"
    )
    if Repository.isRecording {
      try Repository.write(imported.yaml, to: paths.yaml)
      try Repository.write(imported.omissions, to: paths.text)
    }
    #expect(imported.yaml == (try Repository.text(paths.yaml)))
    #expect(imported.omissions == (try Repository.text(paths.text)))
  }

  @Test(arguments: kinds)
  func `mean the same as the topology that is written of them`(kind: String) throws {
    let direct = meaning(["\(Self.folder)/\(kind)"])
    let written = meaning(["\(Self.folder)/\(kind).yaml"])
    let isEqual = direct == written
    #expect(isEqual, "netproof import terraform \(Self.folder)/\(kind)")
  }

  /// A test makes up the endpoints of firewalls; its configuration tells the same as the plan's.
  @Test func `tell of a test with a firewall what they tell of its plan`() throws {
    let (test, plan) = (Imported(["\(Self.folder)/hub-test"]), Imported(["\(Self.folder)/hub"]))
    #expect(test.yaml == plan.yaml)
  }

  /// The network of `shop/aws` was made with the AWS CLI, that of `terraform` with Terraform: what
  /// differs, and why.
  @Test(arguments: ["state", "same", "test"])
  func `describe the same network as the answers of AWS's calls`(kind: String) throws {
    let answers = try #require(Imported(["topologies/imported/shop/aws"]).node)
    let terraform = try #require(Imported(["\(Self.folder)/\(kind)"]).node)
    let (one, two) = (Set(answers.lines), Set(terraform.lines))
    // Tables without a name have their identifiers for names in AWS's answers. What else moto and
    // the stand-in provider made up differs in public addresses, and in those of load balancers'
    // nodes, which no state knows.
    let picked = ["public-ip", "/load-balancers/front/subnets/", "/prefix-lists/", "/prefix-list"]
    func rest(_ lines: Set<String>) -> [String] {
      lines.sorted().filter { line in !picked.contains { line.contains($0) } }
    }
    let answered = [
      "/transit-gateways/hub/route-tables/tgw-rtb-653b71a61e3498a9b/associations/0 = shop-attachment",
      "/vpcs/reports/route-tables/rtb-894107dbeaf81c98a/main = true",
      "/vpcs/shop/route-tables/rtb-5caed228be782931a/main = true",
    ]
    // A test knows no account: the number of none is made up.
    let accounts = [
      "/transit-gateways/hub/account = 123456789012", "/transit-gateways/hub/region = us-east-1",
      "/vpcs/reports/account = 123456789012", "/vpcs/shop/account = 123456789012",
    ]
    let isTest = kind == "test"
    #expect(
      rest(one.subtracting(two)) == (answered + (isTest ? accounts : [])).sorted())
    #expect(
      rest(two.subtracting(one)) == [
        "/transit-gateways/hub/route-tables/hub-table/associations/0 = shop-attachment",
        "/vpcs/reports/route-tables/reports-main/main = true",
        "/vpcs/shop/route-tables/shop-main/main = true",
      ])
  }

  /// Whichever way the shop is described, the same is known of what its application sends out.
  @Test(arguments: [
    ["shop/aws"], ["shop-template/templates"], ["terraform/state"], ["terraform/test"],
  ])
  func `know what leaves by the tables of gateway endpoints`(paths: [String]) throws {
    let paths = paths.map { "topologies/imported/\($0)" }
    for (port, expected) in [("tcp/443", Verdict.reachable), ("tcp/25", .reachable)] {
      let verdict = try verdict("app-1", "internet", port, at: paths)
      #expect(verdict == expected, "\(port)")
    }
  }

  /// The plan makes of `hub/aws` the firewall, the transit gateway and Direct Connect: what differs, and
  /// why.
  @Test func `describe the same firewall and Direct Connect as the answers of AWS's calls`() throws
  {
    // A set has no order, and the answers are of one account.
    func lines(_ path: String) throws -> Set<String> {
      let lines = try #require(Imported([path]).node).lines.filter { !$0.contains("/account = ") }
      return Set(
        lines.map { line in
          let parts = line.split(separator: " = ", maxSplits: 1).map(String.init)
          let keys = parts[0].split(separator: "/").filter { Int($0) == nil }
          return "/\(keys.joined(separator: "/")) = \(parts.count > 1 ? parts[1] : "")"
        })
    }
    let answers = try lines("topologies/imported/hub/aws")
    let plan = try lines("\(Self.folder)/hub")
    // What the configuration does not make.
    let others = [
      "sensor", "egress", "hub-ids", "hub-nat", "hub-from-ids", "hub-main", "hub-igw", "/ids/",
      "via = ids", "/security-groups/default/", "public-access", "endpoint-services",
    ]
    let missing = answers.subtracting(plan).filter { line in
      !others.contains { line.contains($0) }
    }
    #expect(
      missing.sorted() == [
        "/direct-connect-gateways/office-dx/virtual-interfaces/office-vif = {}",
        "/networks/office-vif-site/attached-to = office-vif",
        "/networks/office-vif-site/cidrs = 192.168.0.0/16",
        "/transit-gateways/wan/region = us-east-1",
        "/vpcs/hub/route-tables/hub-from-wall/routes/to = 0.0.0.0/0",
        "/vpcs/hub/route-tables/hub-tools-table/routes/to = 0.0.0.0/0",
        "/vpcs/hub/route-tables/hub-tools-table/routes/to = 10.1.0.0/16",
      ])
    // What the office announces no plan knows.
    #expect(
      plan.subtracting(answers).sorted() == [
        "/direct-connect-gateways/office-dx/described = false",
        "/direct-connect-gateways/office-dx/virtual-interfaces/office-vif/described = false",
        "/transit-gateways/wan/route-tables/inspected/described = false",
        "/vpcs/hub/route-tables/hub-tools-table = {}",
      ])
  }

  /// What is taken of a plan is what its test resolves; nodes of load balancers are listed in another
  /// order, and get other addresses for examples.
  @Test func `say the same of a module whether they are a plan or a test`() throws {
    let plan = try #require(Imported(["\(Self.folder)/module"]).node)
    let test = try #require(Imported(["\(Self.folder)/module-test"]).node)
    func lines(_ node: Node) -> [String] {
      node.lines.filter { !$0.contains("/public-ip = 203.0.113.") }
    }
    #expect(lines(plan) == lines(test))
  }

  @Test func `a plan that changes nothing means what its state does`() throws {
    let isEqual = meaning(["\(Self.folder)/same"]) == meaning(["\(Self.folder)/state"])
    #expect(isEqual)
  }
}
