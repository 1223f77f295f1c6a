import NetproofSyntax
import NetproofTestSupport
import Testing

/// A template with one VPC, of which a tag has the value that is asked for.
private func evaluated(_ expression: String, _ parameters: [String] = []) -> Node? {
  Imported(
    text: """
      Parameters:
        Env: { Type: String, Default: prod }
        Words: { Type: CommaDelimitedList, Default: "a, b,c" }
        Ports: { Type: List<Number>, Default: "80,443" }
        Unknown: { Type: String }
        Stored: { Type: AWS::SSM::Parameter::Value<String>, Default: /a/b }
      Mappings:
        Sizes:
          prod: { block: 10.1.0.0/16, list: [x, y] }
          test: { block: 10.2.0.0/16 }
      Conditions:
        Yes: !Equals [!Ref Env, prod]
        No: !Not [!Condition Yes]
        Both: !And [!Condition Yes, !Condition No]
        Either: !Or [!Condition Yes, !Condition Open]
        Open: !Equals [!Ref Unknown, x]
      Resources:
        Net:
          Type: AWS::EC2::VPC
          Properties:
            CidrBlock: 10.9.0.0/16
            Tags: [{ Key: value, Value: \(expression) }]
        Old: { Type: "AWS::EC2::VPC", Properties: { CidrBlock: 10.0.0.0/16 } }
        Sub: { Type: "AWS::EC2::Subnet", Properties: { VpcId: !Ref Old, CidrBlock: 10.0.1.0/24 } }
      """, parameters
  ).node?["vpcs"]?["Net"]?["tags"]?["value"]
}

@Suite struct `Functions of templates` {
  @Test(arguments: [
    ("!Ref Env", "prod"), ("!Ref AWS::StackName", "net"), ("!Ref AWS::Partition", "aws"),
    ("!Ref AWS::URLSuffix", "amazonaws.com"), (#"{ "Ref": "Env" }"#, "prod"),
    ("!Sub 'x-${Env}-${!Literal}-${Old.CidrBlock}'", "x-prod-${Literal}-10.0.0.0/16"),
    ("!Sub ['${Env}/${One}', { One: !Select [1, !Ref Words] }]", "prod/b"),
    ("!Join ['-', [a, !Ref Env, !Join ['', [b, c]]]]", "a-prod-bc"),
    ("!Join [':', !Ref Words]", "a:b:c"), ("!Select ['2', !Ref Words]", "c"),
    ("!Select [1, !Ref Ports]", "443"), ("!Select [1, !Split ['.', 'x.y.z']]", "y"),
    ("!FindInMap [Sizes, !Ref Env, block]", "10.1.0.0/16"),
    ("!Select [1, !FindInMap [Sizes, prod, list]]", "y"),
    ("{ 'Fn::FindInMap': [Sizes, none, block, { DefaultValue: other }] }", "other"),
    ("!If [Yes, a, b]", "a"), ("!If [No, a, b]", "b"), ("!If [Both, a, b]", "b"),
    ("!If [Either, a, b]", "a"), ("!If [Open, same, same]", "same"),
    ("{ 'Fn::If': [Yes, { 'Fn::Sub': '${Env}' }, x] }", "prod"),
    ("!Select [2, !Cidr [10.0.0.0/16, 4, 8]]", "10.0.2.0/24"),
    ("!Select [3, !Cidr ['2001:db8::/56', 4, 64]]", "2001:db8:0:3::/64"),
    ("!Select [0, !Cidr [!GetAtt Sub.CidrBlock, 2, 4]]", "10.0.1.0/28"),
    ("{ 'Fn::Base64': 'sure.' }", "c3VyZS4="), ("!Base64 any", "YW55"),
    ("!GetAtt Old.CidrBlock", "10.0.0.0/16"), ("!GetAtt [Sub, CidrBlock]", "10.0.1.0/24"),
    ("!Select [0, !GetAZs '']", "regiona"), ("!Select [1, !GetAZs eu-west-1]", "eu-west-1b"),
    ("!Join ['', [!Length [a, b, c], x]]", "3x"), ("! 'quoted'", "quoted"),
  ])
  func `give what CloudFormation gives`(expression: String, value: String) {
    #expect(evaluated(expression)?.text == value, "\(expression)")
  }

  @Test(arguments: [
    (["Env=test"], "!FindInMap [Sizes, !Ref Env, block]", "10.2.0.0/16"),
    (["AWS::Region=eu-west-1"], "!Sub 'x.${AWS::Region}'", "x.eu-west-1"),
    (["AWS::Region=eu-west-1"], "!Select [1, !GetAZs { Ref: 'AWS::Region' }]", "eu-west-1b"),
    (["AWS::StackName=other"], "!Ref AWS::StackName", "other"),
    (["Words=x,y"], "!Join ['+', !Ref Words]", "x+y"),
    (["net.yaml:Env=one", "Env=two"], "!Ref Env", "one"),
    (["net:Env=one"], "!Ref Env", "one"), (["Unknown=x"], "!If [Open, a, b]", "a"),
    (["Stored=v"], "!Ref Stored", "v"), (["Env=a=b"], "!Ref Env", "a=b"),
  ])
  func `take the values that the user gives`(
    parameters: [String], expression: String, value: String
  ) {
    #expect(evaluated(expression, parameters)?.text == value, "\(expression)")
  }

  /// In tags what is not known has its name for a value; the thing itself stays as it is.
  @Test(arguments: [
    ("!Sub '${Unknown}-vpc'", "Unknown-vpc"), ("!Ref AWS::Region", "region"),
    ("!Ref Stored", "Stored"), ("!If [Open, a, b]", "Open"),
    ("!Sub '${Sub.NetworkAclAssociationId}'", "Sub.NetworkAclAssociationId"),
  ])
  func `name what is not known`(expression: String, value: String) {
    #expect(evaluated(expression)?.text == value, "\(expression)")
  }

  @Test(arguments: [
    ("!Join [a, b]", "NP0642"), ("!Join a", "NP0642"), ("!Select [x, [a]]", "NP0642"),
    ("!Select [5, [a]]", "NP0642"), ("!Split ['', a]", "NP0642"), ("!Sub [a]", "NP0642"),
    ("!If [Yes, a]", "NP0642"), ("!Cidr [10.0.0.0/24, 2, 16]", "NP0642"),
    ("!Cidr [10.0.0.0/24, 500, 2]", "NP0642"), ("!Cidr [nonsense, 2, 2]", "NP0642"),
    ("!Cidr [10.0.0.0/30, 9, 0]", "NP0642"), ("!GetAtt Env", "NP0642"),
    ("!FindInMap [Sizes, prod]", "NP0642"), ("!Ref [a]", "NP0642"), ("!Ref Nobody", "NP0641"),
    ("!GetAtt Nobody.Id", "NP0641"), ("!Sub '${Nobody}'", "NP0641"),
    ("!If [Nothing, a, b]", "NP0641"), ("!FindInMap [Sizes, test, list]", "NP0641"),
    ("!FindInMap [Nothing, a, b]", "NP0641"), ("!Jion ['', [a]]", "NP0641"),
  ])
  func `refuse what CloudFormation refuses`(expression: String, code: String) {
    let text = """
      Parameters: { Env: { Type: String, Default: prod } }
      Mappings: { Sizes: { prod: { block: 10.1.0.0/16, list: [x] }, test: { block: 10.2.0.0/16 } } }
      Conditions: { "Yes": !Equals [a, a] }
      Resources: { Net: { Type: "AWS::EC2::VPC", Properties: { CidrBlock: \(expression) } } }
      """
    let imported = Imported(text: text)
    #expect(imported.codes.contains(code), "\(expression): \(imported.omissions)")
    #expect(imported.omissions.contains("net.yaml:4:"))
  }
}
