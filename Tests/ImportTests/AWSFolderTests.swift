import NetproofTestSupport
import Testing

/// Folders that say of which account and Region their answers are.
@Suite struct `Folders of answers` {
  private static let folder = "dump/accounts/111122223333/us-east-1"
  private static let vpc =
    #"{ "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16", "OwnerId": "111122223333" }"#

  private static func imported(_ files: [String: String]) -> Imported {
    let all = Dictionary(uniqueKeysWithValues: files.map { ("\(folder)/\($0.key).json", $0.value) })
    return Imported(["dump"], in: .memory(all))
  }

  /// What shows that somebody else was asked.
  @Test(arguments: [
    (
      #""Vpcs": [ { "VpcId": "vpc-2", "IsDefault": true, "CidrBlock": "172.31.0.0/16", "OwnerId": "444455556666" } ]"#,
      "of account 444455556666", "accounts/444455556666/us-east-1"
    ),
    (
      #""Reservations": [ { "OwnerId": "444455556666", "Instances": [] } ]"#,
      "of account 444455556666", "accounts/444455556666/us-east-1"
    ),
    (
      #""TargetGroups": [ { "TargetGroupArn": "arn:aws:elasticloadbalancing:eu-west-1:444455556666:targetgroup/web/0a" } ]"#,
      "of account 444455556666 in eu-west-1", "accounts/444455556666/eu-west-1"
    ),
    (
      #""Subnets": [ { "SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24", "AvailabilityZone": "eu-west-1a" } ]"#,
      "of Region eu-west-1", "accounts/111122223333/eu-west-1"
    ),
    (
      #""AvailabilityZones": [ { "ZoneName": "eu-west-1a", "RegionName": "eu-west-1" } ]"#,
      "of Region eu-west-1", "accounts/111122223333/eu-west-1"
    ),
    (
      #""Reservations": [ { "Instances": [ { "InstanceId": "i-1", "Placement": { "AvailabilityZone": "eu-west-1a" } } ] } ]"#,
      "of Region eu-west-1", "accounts/111122223333/eu-west-1"
    ),
  ])
  func `with answers of another account or Region are refused`(
    list: String, words: String, right: String
  ) {
    let imported = Self.imported(["vpcs": #"{ "Vpcs": [ \#(Self.vpc) ] }"#, "x": "{ \(list) }"])
    #expect(imported.node == nil)
    #expect(imported.codes == ["NP0655"], "\(imported.omissions)")
    #expect(
      imported.omissions.contains("`\(Self.folder)` holds an answer \(words)\n"),
      "\(imported.omissions)")
    #expect(imported.omissions.contains("name it `\(right)`"), "\(imported.omissions)")
  }

  /// What AWS shows to accounts that do not own it.
  @Test func `with what others share are read`() {
    let imported = Self.imported([
      "own": #"{ "Vpcs": [ \#(Self.vpc) ] }"#,
      "shared": """
      { "Vpcs": [ { "VpcId": "vpc-2", "CidrBlock": "10.2.0.0/16", "OwnerId": "444455556666" } ],
        "Subnets": [ { "SubnetId": "subnet-2", "VpcId": "vpc-2", "CidrBlock": "10.2.1.0/24",
          "OwnerId": "444455556666", "AvailabilityZone": "us-east-1-bos-1a" } ],
        "PrefixLists": [ { "PrefixListId": "pl-1", "OwnerId": "AWS",
          "PrefixListArn": "arn:aws:ec2:us-east-1:aws:prefix-list/pl-1" } ],
        "VpcPeeringConnections": [ { "VpcPeeringConnectionId": "pcx-1", "Status": { "Code": "deleted" },
          "RequesterVpcInfo": { "VpcId": "vpc-3", "OwnerId": "444455556666", "Region": "eu-west-1" } } ] }
      """,
    ])
    #expect(!imported.codes.contains { $0.hasPrefix("NP065") }, "\(imported.omissions)")
    #expect(imported.node != nil)
  }

  @Test func `in which nothing is their own are told`() {
    let theirs = Self.vpc.replacing("111122223333", with: "444455556666")
    let imported = Self.imported(["vpcs": #"{ "Vpcs": [ \#(theirs) ] }"#])
    #expect(imported.codes == ["NP0656"], "\(imported.omissions)")
    #expect(imported.node != nil)
  }

  @Test func `of one account and Region say the same`() {
    let answer = #"{ "Vpcs": [ \#(Self.vpc) ] }"#
    func files(_ second: String) -> [String: String] {
      ["\(Self.folder)/vpcs.json": answer, "old/\(Self.folder)/vpcs.json": second]
    }
    let twice = Imported(["dump", "old/dump"], in: .memory(files(answer)))
    #expect(twice.codes == [], "\(twice.omissions)")
    let changed = Imported(["dump", "old/dump"], in: .memory(files(#"{ "Vpcs": [] }"#)))
    #expect(changed.codes == ["NP0657"], "\(changed.omissions)")
    #expect(changed.node == nil)
    let parts = Imported(["dump", "old/dump"], in: .memory(files(#"{ "Subnets": [] }"#)))
    #expect(parts.codes == [], "\(parts.omissions)")
    // Pages stand in one folder.
    let pages = Self.imported(["vpcs-1": answer, "vpcs-2": #"{ "Vpcs": [] }"#])
    #expect(pages.codes == [], "\(pages.omissions)")
  }

  /// Names that only look like those of accounts and Regions say nothing.
  @Test(arguments: ["dumps/202611280255", "dump-prod-1", "backup-of-1/202611280255"])
  func `with other names say nothing`(folder: String) {
    let path = "\(folder)/vpcs.json"
    let theirs =
      #"{ "Vpcs": [ { "VpcId": "vpc-1", "IsDefault": true, "CidrBlock": "10.0.0.0/16" } ] }"#
    let imported = Imported([path], in: .memory([path: theirs]))
    #expect(imported.codes == [], "\(imported.omissions)")
    #expect(!imported.yaml.contains("region:") && !imported.yaml.contains("account:"))
  }

  @Test(arguments: ["dump", "dump/accounts", "dump/accounts/111122223333", folder])
  func `are found from any folder above`(path: String) {
    let files = ["\(Self.folder)/vpcs.json": #"{ "Vpcs": [ \#(Self.vpc) ] }"#]
    let imported = Imported([path], in: .memory(files))
    #expect(imported.codes == [] && imported.yaml.contains("us-east-1"), "\(imported.omissions)")
    guard path != "dump" else { return }
    let short = Dictionary(
      uniqueKeysWithValues: files.map { (String($0.key.dropFirst("dump/".count)), $0.value) })
    let below = Imported([String(path.dropFirst("dump/".count))], in: .memory(short))
    #expect(below.yaml.contains("us-east-1"), "\(below.omissions)")
  }

  // MARK: - Lists of answers

  private static let list = """
    netproof-dump: 1
    answers:
      - { account: "111122223333", region: us-east-1, path: hub/ }
      - { account: "444455556666", region: eu-west-1, path: ../far/vpcs.json }
    """

  private static func listed(
    _ list: String = list, _ path: String = "net/dump.yaml", read: String? = nil
  ) -> Imported {
    Imported(
      [read ?? path],
      in: .memory([
        path: list,
        "net/hub/vpcs.json": #"{ "Vpcs": [ { "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16" } ] }"#,
        "far/vpcs.json": #"{ "Vpcs": [ { "VpcId": "vpc-2", "CidrBlock": "10.2.0.0/16" } ] }"#,
      ]))
  }

  @Test(arguments: ["net/dump.yaml", "net"])
  func `may be told by a list`(path: String) {
    let imported = Self.listed(read: path)
    #expect(imported.codes == [], "\(imported.omissions)")
    for place in [
      "vpc-1: { account: \"111122223333\", region: us-east-1",
      "vpc-2: { account: \"444455556666\", region: eu-west-1",
    ] {
      #expect(imported.yaml.contains(place), "\(imported.yaml)")
    }
    let json =
      #"{ "netproof-dump": 1, "answers": [ { "account": "111122223333", "region": "us-east-1", "path": "hub" } ] }"#
    #expect(Self.listed(json, "net/dump.json").yaml.contains("us-east-1"))
  }

  @Test func `that a list tells wrongly are refused as in other folders`() {
    let imported = Imported(
      ["dump.yaml"],
      in: .memory([
        "dump.yaml": Self.list.replacing("../far/vpcs.json", with: "far"),
        "hub/vpcs.json": #"{ "Vpcs": [ \#(Self.vpc) ] }"#,
        "far/vpcs.json": #"{ "Reservations": [ { "OwnerId": "111122223333", "Instances": [] } ] }"#,
      ]))
    #expect(imported.codes == ["NP0655"], "\(imported.omissions)")
    #expect(imported.omissions.contains("`far` holds an answer of account 111122223333"))
  }

  @Test(arguments: [
    ("netproof-dump: 1", "netproof-dump: 2", "NP0658"), ("answers:", "answer:", "NP0658"),
    ("us-east-1", "us-east", "NP0658"), (#""111122223333""#, "123", "NP0658"),
    ("region: us-east-1, ", "", "NP0658"), ("path: hub", "paths: hub", "NP0658"),
    ("path: ../far/vpcs.json", "path: ./hub", "NP0658"), ("hub/", "hubs/", "NP0060"),
    ("path: hub/", "path: [hub]", "NP0658"),
  ])
  func `are refused if their list is wrong`(part: String, other: String, code: String) {
    let imported = Self.listed(Self.list.replacing(part, with: other))
    #expect(imported.node == nil)
    #expect(Set(imported.codes) == [code], "\(imported.omissions)")
  }
}
