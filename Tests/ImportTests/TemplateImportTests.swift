import NetproofImport
import NetproofModel
import NetproofSyntax
import NetproofTestSupport
import Testing

/// Folders of `topologies/imported` with templates, each with the topology that must come of it.
///
/// `NETPROOF_RECORD=1` writes the expectations anew.
@Suite struct `Templates of CloudFormation` {
  private static let folder = "topologies/imported"
  private static let estates = ["shop-template", "exports", "cdk", "kinds"]
  private static let region = ["AWS::Region=us-east-1", "AWS::AccountId=123456789012"]

  @Test(arguments: estates)
  func `become the topology that is committed beside them`(name: String) throws {
    let imported = Imported(["\(Self.folder)/\(name)/templates"], Self.region)
    let paths = (
      yaml: "\(Self.folder)/\(name)/topology.yaml", text: "\(Self.folder)/\(name)/omissions.txt"
    )
    if Repository.isRecording {
      try Repository.write(imported.yaml, to: paths.yaml)
      try Repository.write(imported.omissions, to: paths.text)
    }
    #expect(imported.yaml == (try Repository.text(paths.yaml)))
    #expect(imported.omissions == (try Repository.text(paths.text)))
  }

  @Test(arguments: estates)
  func `mean the same as the topology that is written of them`(name: String) {
    let direct = meaning(["\(Self.folder)/\(name)/templates"], Self.region)
    let written = meaning(["\(Self.folder)/\(name)/topology.yaml"])
    let isEqual = direct == written
    #expect(isEqual, "netproof import cloudformation \(Self.folder)/\(name)/templates")
  }

  /// What differs, and why.
  @Test func `describe the same network as the answers of AWS's calls`() throws {
    let answers = try #require(Imported(["\(Self.folder)/shop/aws"]).node)
    let template = try #require(
      Imported(["\(Self.folder)/shop-template/templates"], Self.region).node)
    let (one, two) = (Set(answers.lines), Set(template.lines))
    #expect(
      one.subtracting(two).sorted() == [
        // The CLI answers with two lists of this name; only one of them is beside the template.
        "/prefix-lists/com.amazonaws.us-east-1.s3/entries/2 = 54.231.0.0/16",
        // What AWS makes by itself has an identifier there for a name, and is left out here.
        "/transit-gateways/hub/route-tables/tgw-rtb-653b71a61e3498a9b/associations/0 = shop-attachment",
        "/vpcs/reports/route-tables/rtb-894107dbeaf81c98a/main = true",
        // moto's default groups let nothing in, and AWS's their own members.
        "/vpcs/reports/security-groups/default/default = true",
        // Addresses that AWS gives are taken.
        "/vpcs/shop/instances/web-1/public-ip = 52.123.146.28",
        "/vpcs/shop/load-balancers/front/subnets/web-b/private-ip = 10.0.4.20",
        "/vpcs/shop/load-balancers/front/subnets/web-b/public-ip = 52.207.148.245",
        "/vpcs/shop/load-balancers/front/subnets/web/private-ip = 10.0.1.20",
        "/vpcs/shop/load-balancers/front/subnets/web/public-ip = 52.119.196.226",
        "/vpcs/shop/nat-gateways/nat/public-ip = 52.39.58.2",
        "/vpcs/shop/route-tables/rtb-5caed228be782931a/main = true",
        "/vpcs/shop/security-groups/default/default = true",
      ])
    #expect(
      two.subtracting(one).sorted() == [
        "/transit-gateways/hub/route-tables/default-table/associations/0 = shop-attachment",
        "/vpcs/shop/instances/web-1/public-ip = 203.0.113.6",
        "/vpcs/shop/load-balancers/front/subnets/web-b/private-ip = 10.0.4.4",
        "/vpcs/shop/load-balancers/front/subnets/web-b/public-ip = 203.0.113.5",
        "/vpcs/shop/load-balancers/front/subnets/web/private-ip = 10.0.1.4",
        "/vpcs/shop/load-balancers/front/subnets/web/public-ip = 203.0.113.4",
        "/vpcs/shop/nat-gateways/nat/public-ip = 203.0.113.7",
        // A template cannot take the usual outbound rule away; this one lets nothing out either.
        "/vpcs/shop/security-groups/data-sg/outbound/0/allow = all",
        "/vpcs/shop/security-groups/data-sg/outbound/0/to = 127.0.0.1/32",
      ])
  }
}
