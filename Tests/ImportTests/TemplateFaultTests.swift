import NetproofImport
import NetproofModel
import NetproofSyntax
import NetproofTestSupport
import Testing

/// What is wrong with templates, and where.
@Suite struct `Templates that are refused` {
  private static let net =
    #"Net: { Type: "AWS::EC2::VPC", Properties: { CidrBlock: 10.0.0.0/16 } }"#

  /// Texts with the codes of what is wrong with them and the line that each is at.
  private static let broken: [(text: String, code: String, line: Int)] = [
    (
      "Resources:\n  Net:\n    Type: AWS::EC2::VPC\n    Properties: { CidrBlock: !Join [", "NP0013",
      4
    ),
    ("AWSTemplateFormatVersion: x\nParameters: []\nResources: {}", "NP0644", 2),
    ("AWSTemplateFormatVersion: x\nDescription: y", "NP0644", 1),
    ("AWSTemplateFormatVersion: x\nResources: { Net: text }", "NP0644", 2),
    ("AWSTemplateFormatVersion: x\nResources: { Net: { Properties: {} } }", "NP0644", 2),
    ("Resources:\n  Net: { Type: \"AWS::EC2::VPC\", Properties: [] }", "NP0644", 2),
    (
      "Resources:\n  \(net)\n  A: { Type: \"AWS::EC2::RouteTable\", Properties: { VpcId: [x, y] } }",
      "NP0642", 3
    ),
    (
      "Resources:\n  Net: { Type: \"AWS::EC2::VPC\", Properties: { CidrBlock: none } }", "NP0642", 2
    ),
    (
      """
      Resources:
        A: { Type: "AWS::EC2::RouteTable", Properties: { VpcId: !Ref B } }
        B: { Type: "AWS::EC2::VPC", DependsOn: C, Properties: { CidrBlock: 10.0.0.0/16 } }
        C: { Type: "AWS::EC2::VPC", Properties: { CidrBlock: !Sub "${A}" } }
      """, "NP0640", 4
    ),
    (
      "Conditions: { A: !Condition B, B: !Condition A }\nResources:\n  Net: { Condition: A, Type: \"AWS::EC2::VPC\" }",
      "NP0640", 1
    ),
    ("Resources:\n  Net: { Condition: A, Type: \"AWS::EC2::VPC\" }", "NP0641", 2),
    (
      "Parameters:\n  P: { Type: Number, Default: x }\nResources:\n  Net: { Type: \"AWS::EC2::VPC\", Properties: { CidrBlock: !Ref P } }",
      "NP0643", 2
    ),
  ]

  @Test(arguments: broken)
  func `name the fault and its place`(text: String, code: String, line: Int) {
    let imported = Imported(text: text)
    #expect(imported.node == nil)
    #expect(imported.codes == [code], "\(text)\n\(imported.omissions)")
    #expect(imported.omissions.contains("net.yaml:\(line):"), "\(imported.omissions)")
  }

  @Test(arguments: [
    ("Sage=prod", "no template has the parameter `Sage`", "did you mean `Stage`?"),
    ("AWS::Regon=x", "no template has the parameter `AWS::Regon`", "did you mean `AWS::Region`?"),
    ("ned.yaml:Stage=prod", "no template is called `ned.yaml`", "did you mean `net.yaml`?"),
    ("Stage=prd", "which is not among its allowed values", "did you mean `prod`?"),
    ("Block=10", "which its pattern", "give it a value of that form"),
    ("Count=x", "which is no number", "give it a number"),
    ("Count=9", "breaks its `MaxValue` of 3", "give it a value within"),
    ("Name=abcdef", "breaks its `MaxLength` of 3", "give it a value within"),
  ])
  func `parameters take only what they allow`(parameter: String, message: String, help: String) {
    let text = """
      Parameters:
        Stage: { Type: String, AllowedValues: [test, prod], Default: test }
        Block: { Type: String, AllowedPattern: '[0-9.]+/[0-9]+', Default: 10.0.0.0/16 }
        Count: { Type: Number, MinValue: 1, MaxValue: 3, Default: 1 }
        Name: { Type: String, MinLength: 1, MaxLength: 3, Default: abc }
      Resources:
        Net:
          Type: AWS::EC2::VPC
          Properties: { CidrBlock: !Ref Block, Tags: [ { Key: Name, Value: !Sub "${Stage}${Count}${Name}" } ] }
      """
    let imported = Imported(text: text, [parameter])
    #expect(imported.node == nil)
    #expect(imported.omissions.contains(message), "\(imported.omissions)")
    #expect(imported.omissions.contains(help), "\(imported.omissions)")
  }

  /// Of several estates that are checked at once, each need not have every parameter.
  @Test func `parameters are refused that no estate has`() throws {
    func template(_ parameter: String) -> String {
      """
      Parameters: { \(parameter): { Type: String, Default: 10.0.0.0/16 } }
      Resources:
        Net: { Type: "AWS::EC2::VPC", Properties: { CidrBlock: !Ref \(parameter) } }
        One: { Type: "AWS::EC2::Subnet", Properties: { VpcId: !Ref Net, CidrBlock: 10.0.1.0/24 } }
        a: { Type: "AWS::EC2::Instance", Properties: { SubnetId: !Ref One } }
      """
    }
    func assertions(_ base: String) -> String {
      """
      netproof: 1
      topology: \(base)
      assertions:
        - { name: keeps to itself, from: a, to: internet, port: tcp/443, expect: unreachable }
      """
    }
    let files = [
      ("one.template.yaml", template("Block")), ("two.template.yaml", template("Cidr")),
      ("one.yaml", assertions("one.template.yaml")), ("two.yaml", assertions("two.template.yaml")),
    ].map { ($0.0, Array($0.1.utf8)) }
    func run(_ parameter: String) throws -> ProgramRun {
      try .netproof(["check", "one.yaml", "two.yaml", "--param", parameter], with: files)
    }
    let known = try run("Block=10.0.0.0/20")
    #expect(known.status == 0, "\(known.errors)")
    let unknown = try run("Blok=10.0.0.0/20")
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("no template has the parameter `Blok`"), "\(unknown.errors)")
    #expect(unknown.errors.contains("did you mean `Block`?"), "\(unknown.errors)")
  }

  @Test(arguments: ["yaml", "json"])
  func `nesting has a limit`(end: String) {
    let depth = 10_000
    let (open, close) = (#"{ "Fn::Join": [ "", [ "#, " ] ] }")
    let expression =
      String(repeating: open, count: depth) + "\"x\"" + String(repeating: close, count: depth)
    let text =
      #"{ "Resources": { "Net": { "Type": "AWS::EC2::VPC", "Properties": { "CidrBlock": "#
      + expression + " } } } }"
    let imported = Imported(text: text, name: "net.\(end)")
    #expect(imported.node == nil)
    #expect(imported.omissions.contains("limit `depth`"), "\(imported.omissions.prefix(300))")
  }

  /// Each attribute is twice as long as the one that it is made of.
  @Test func `texts that grow have a limit`() {
    let subnets = (1...60).map { number in
      """
        S\(number):
          Type: AWS::EC2::Subnet
          Properties:
            VpcId: !Ref Net
            CidrBlock: !Sub "${S\(number - 1).CidrBlock}${S\(number - 1).CidrBlock}"

      """
    }
    let text =
      "Resources:\n  \(Self.net)\n  S0: { Type: \"AWS::EC2::Subnet\", Properties: { VpcId: !Ref Net, CidrBlock: 10.0.0.0/24 } }\n"
      + subnets.joined()
    let imported = Imported(text: text)
    #expect(imported.node == nil)
    #expect(imported.codes.contains("NP0642"))
  }

  /// A chain of attributes is no circle, however long it is.
  @Test func `chains have a limit`() {
    let subnets = (1...2000).map { number in
      "  S\(number): { Type: \"AWS::EC2::Subnet\", Properties: { VpcId: !Ref Net, CidrBlock: !GetAtt S\(number - 1).CidrBlock } }\n"
    }
    let text =
      "Resources:\n  \(Self.net)\n  S0: { Type: \"AWS::EC2::Subnet\", Properties: { VpcId: !Ref Net, CidrBlock: 10.0.0.0/24 } }\n"
      + subnets.reversed().joined()
    let imported = Imported(text: text)
    #expect(imported.node != nil)
    #expect(imported.omissions.contains("the limit `depth` was met"))
  }

  @Test func `tags stay refused in topologies`() {
    let imported = Imported(text: "netproof: 1\nname: !Ref x\nvpcs: {}\n")
    #expect(imported.node == nil)
    var loader = TopologyLoader(
      .memory(["a.yaml": "netproof: 1\nname: !Ref x\n"]), importer: .standard)
    #expect(loader.loadTogether(["a.yaml"]).problems.sorted.map(\.code) == ["NP0023"])
  }
}

/// What a template does not tell.
@Suite struct `Gaps of templates` {
  @Test(arguments: [
    ("!Ref Given", "NP0632", "the parameter `Given` has no value"),
    ("!Ref Kept", "NP0632", "is kept elsewhere in the account"),
    ("'{{resolve:ssm:/net/block}}'", "NP0632", "is kept elsewhere in the account"),
    ("!ImportValue net-block", "NP0634", "no template exports `net-block`"),
    ("!GetAtt Inner.Outputs.Block", "NP0635", "the template of the stack `Inner` is not here"),
    ("!GetAtt Old.CidrBlockAssociations", "NP0632", "only AWS knows `Old.CidrBlockAssociations`"),
    ("!Transform { Name: Macro }", "NP0633", "`Fn::Transform` is not evaluated"),
    ("{ 'Fn::ToJsonString': [] }", "NP0633", "`Fn::ToJsonString` is not evaluated"),
    ("!If [Open, 10.1.0.0/16, 10.2.0.0/16]", "NP0632", "the condition `Open` depends on"),
    ("!Select [0, !Ref Given]", "NP0632", "the parameter `Given` has no value"),
    ("!Join ['', [!Ref Given, /16]]", "NP0632", "the parameter `Given` has no value"),
    ("!Sub '${Given}/16'", "NP0632", "the parameter `Given` has no value"),
  ])
  func `are told with their place, and what depends on them is not described`(
    expression: String, code: String, reason: String
  ) throws {
    let imported = Imported(
      text: """
        Parameters:
          Given: { Type: String }
          Kept: { Type: AWS::SSM::Parameter::Value<String>, Default: /net/block }
        Conditions: { Open: !Equals [!Ref Given, x] }
        Resources:
          Old: { Type: "AWS::EC2::VPC", Properties: { CidrBlock: 10.9.0.0/16 } }
          Inner: { Type: "AWS::CloudFormation::Stack", Properties: { TemplateURL: s3://b/inner.yaml } }
          Net:
            Type: AWS::EC2::VPC
            Properties:
              CidrBlock: \(expression)
        """)
    #expect(imported.codes.contains(code), "\(imported.omissions)")
    #expect(imported.omissions.contains(reason), "\(imported.omissions)")
    #expect(imported.omissions.contains("net.yaml:11:"), "\(imported.omissions)")
    let net = try #require(imported.node?["vpcs"]?["Net"])
    #expect(net["described"]?.text == "false")
    #expect(net["cidrs"] == nil)
  }

  @Test func `an identifier that is not known has the name of its parameter`() throws {
    let imported = Imported(
      text: """
        Parameters:
          VpcId: { Type: "AWS::EC2::VPC::Id" }
          Subnets: { Type: "List<AWS::EC2::Subnet::Id>" }
        Resources:
          Group: { Type: "AWS::EC2::SecurityGroup", Properties: { VpcId: !Ref VpcId, GroupDescription: x } }
          Host:
            Type: AWS::EC2::Instance
            Properties: { SubnetId: !Select [1, !Ref Subnets], SecurityGroupIds: [!Ref Group] }
        """)
    #expect(imported.codes == ["NP0632", "NP0604", "NP0632"], "\(imported.omissions)")
    let net = try #require(imported.node?["vpcs"]?["VpcId"])
    #expect(net["described"]?.text == "false")
    #expect(net["security-groups"]?["Group"] != nil)
    #expect(imported.yaml.contains("subnet: Subnets-1"))
  }
}
