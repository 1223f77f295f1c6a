extension CodePages {
  /// What is wrong with templates of CloudFormation, or missing from them.
  static let templatePages: [CodePage] = [
    CodePage(
      "NP0632", "a template does not tell a value",
      meaning: """
        A parameter without default, one that is kept in Systems Manager, an attribute that only AWS \
        knows, or a condition that depends on such. What the value is for is taken as not described: \
        verdicts that depend on it are undetermined.
        """,
      remedy: "Give the value with `--param NAME=VALUE`, or write it in the template.",
      example: CodeExample(
        [
          "net.yaml": """
          Parameters: { Partner: { Type: String } }
          Resources:
            Net: { Type: "AWS::EC2::VPC", Properties: { CidrBlock: 10.0.0.0/16 } }
            Gateway: { Type: "AWS::EC2::InternetGateway" }
            Attachment:
              Type: AWS::EC2::VPCGatewayAttachment
              Properties: { VpcId: !Ref Net, InternetGatewayId: !Ref Gateway }
            Table: { Type: "AWS::EC2::RouteTable", Properties: { VpcId: !Ref Net } }
            Route:
              Type: AWS::EC2::Route
              Properties: { RouteTableId: !Ref Table, DestinationCidrBlock: !Ref Partner, GatewayId: !Ref Gateway }
          """
        ],
        mended: [
          "net.yaml": """
          Parameters: { Partner: { Type: String, Default: 203.0.113.0/24 } }
          Resources:
            Net: { Type: "AWS::EC2::VPC", Properties: { CidrBlock: 10.0.0.0/16 } }
            Gateway: { Type: "AWS::EC2::InternetGateway" }
            Attachment:
              Type: AWS::EC2::VPCGatewayAttachment
              Properties: { VpcId: !Ref Net, InternetGatewayId: !Ref Gateway }
            Table: { Type: "AWS::EC2::RouteTable", Properties: { VpcId: !Ref Net } }
            Route:
              Type: AWS::EC2::Route
              Properties: { RouteTableId: !Ref Table, DestinationCidrBlock: !Ref Partner, GatewayId: !Ref Gateway }
          """
        ], run: "netproof check net.yaml")),
    CodePage(
      "NP0633", "a macro or function is not evaluated",
      meaning: """
        Macros rewrite templates on AWS's side, and some functions only AWS can evaluate. What they \
        make is not known here: whatever they name, or may change, is undetermined.
        """,
      remedy:
        "Give the template as CloudFormation has it after its macros (`aws cloudformation get-template`).",
      example: CodeExample(
        [
          "net.yaml": """
          Transform: TeamMacro
          Resources:
            Net: { Type: "AWS::EC2::VPC", Properties: { CidrBlock: 10.0.0.0/16 } }
          """
        ],
        mended: [
          "net.yaml": """
          Resources:
            Net: { Type: "AWS::EC2::VPC", Properties: { CidrBlock: 10.0.0.0/16 } }
          """
        ], run: "netproof check net.yaml")),
    CodePage(
      "NP0634", "no template exports what another one imports",
      meaning: """
        `Fn::ImportValue` takes what another stack exports. None of the given templates does so \
        under that name: what the value is for is undetermined.
        """,
      remedy:
        "Add that template; where the name has the stack's own in it, add `--param FILE:AWS::StackName=NAME`.",
      example: CodeExample(
        [
          "net.yaml": """
          Resources:
            Table:
              Type: AWS::EC2::RouteTable
              Properties: { VpcId: !ImportValue net-vpc }
          """
        ],
        mended: [
          "net.yaml": """
          Resources:
            Net: { Type: "AWS::EC2::VPC", Properties: { CidrBlock: 10.0.0.0/16 } }
            Table:
              Type: AWS::EC2::RouteTable
              Properties: { VpcId: !Ref Net }
          """
        ], run: "netproof check net.yaml")),
    CodePage(
      "NP0635", "the template of a nested stack is missing",
      meaning: """
        A stack inside another one is made of a template that is not among the files. What it makes \
        is not known, and what it is told of is undetermined.
        """,
      remedy: "Add the template, under the file name that `TemplateURL` ends in.",
      example: CodeExample(
        [
          "net.yaml": """
          Resources:
            App:
              Type: AWS::CloudFormation::Stack
              Properties: { TemplateURL: https://bucket.s3.amazonaws.com/app.yaml }
          """
        ],
        mended: [
          "net.yaml": """
          Resources:
            Net: { Type: "AWS::EC2::VPC", Properties: { CidrBlock: 10.0.0.0/16 } }
          """
        ], run: "netproof check net.yaml")),
    CodePage(
      "NP0636", "a template adds to something that no template makes",
      meaning: """
        A route, rule or association belongs to a thing that is there already. An answer of AWS's \
        beside the template may describe that thing; what is added is put together with it. Without \
        one, what depends on it is undetermined.
        """,
      remedy:
        "Add the answer of the call that describes it, such as `aws ec2 describe-security-groups`.",
      example: CodeExample(
        [
          "net.yaml": """
          Resources:
            Rule:
              Type: AWS::EC2::SecurityGroupIngress
              Properties: { GroupId: sg-1, IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8 }
          """
        ],
        mended: [
          "net.yaml": """
          Resources:
            Net: { Type: "AWS::EC2::VPC", Properties: { CidrBlock: 10.0.0.0/16 } }
            Group:
              Type: AWS::EC2::SecurityGroup
              Properties:
                VpcId: !Ref Net
                GroupDescription: web
                SecurityGroupIngress: [ { IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8 } ]
          """
        ], run: "netproof check net.yaml")),
    CodePage(
      "NP0640", "things of a template refer to each other in a circle",
      meaning: """
        CloudFormation cannot make one before the other, and refuses the template; so does Netproof.
        """,
      remedy:
        "Take one of the references out; of two security groups, write a rule as a resource of its own.",
      example: CodeExample(
        [
          "net.yaml": """
          Resources:
            Web:
              Type: AWS::EC2::SecurityGroup
              Properties: { GroupDescription: web, SecurityGroupIngress: [ { IpProtocol: "-1", SourceSecurityGroupId: !Ref App } ] }
            App:
              Type: AWS::EC2::SecurityGroup
              Properties: { GroupDescription: app, SecurityGroupIngress: [ { IpProtocol: "-1", SourceSecurityGroupId: !Ref Web } ] }
          """
        ],
        mended: [
          "net.yaml": """
          Resources:
            Net: { Type: "AWS::EC2::VPC", Properties: { CidrBlock: 10.0.0.0/16 } }
            Web:
              Type: AWS::EC2::SecurityGroup
              Properties: { VpcId: !Ref Net, GroupDescription: web }
            App:
              Type: AWS::EC2::SecurityGroup
              Properties:
                VpcId: !Ref Net
                GroupDescription: app
                SecurityGroupIngress: [ { IpProtocol: "-1", SourceSecurityGroupId: !Ref Web } ]
          """
        ], run: "netproof check net.yaml")),
    CodePage(
      "NP0641", "a template names something that it does not have",
      meaning: """
        A parameter, resource, condition, mapping, function or output of that name is not there. \
        CloudFormation refuses such a template.
        """,
      remedy: "Mend the name.",
      example: CodeExample(
        [
          "net.yaml": """
          Resources:
            Net: { Type: "AWS::EC2::VPC", Properties: { CidrBlock: 10.0.0.0/16 } }
            Table: { Type: "AWS::EC2::RouteTable", Properties: { VpcId: !Ref Nett } }
          """
        ],
        mended: [
          "net.yaml": """
          Resources:
            Net: { Type: "AWS::EC2::VPC", Properties: { CidrBlock: 10.0.0.0/16 } }
            Table: { Type: "AWS::EC2::RouteTable", Properties: { VpcId: !Ref Net } }
          """
        ], run: "netproof check net.yaml")),
    CodePage(
      "NP0642", "a template gives something of the wrong form",
      meaning: """
        A function has other arguments than it takes, or a property has a value that cannot be what \
        it is for, such as a list in place of a text.
        """,
      remedy: "Write it as CloudFormation's reference has it.",
      example: CodeExample(
        [
          "net.yaml": """
          Resources:
            Net: { Type: "AWS::EC2::VPC", Properties: { CidrBlock: !Join [10.0.0.0, /16] } }
          """
        ],
        mended: [
          "net.yaml": """
          Resources:
            Net: { Type: "AWS::EC2::VPC", Properties: { CidrBlock: !Join [/, [10.0.0.0, 16]] } }
          """
        ], run: "netproof check net.yaml")),
    CodePage(
      "NP0643", "a parameter does not take its value",
      meaning: """
        `--param` names a parameter that no template has, or a value, given or by default, breaks \
        what the parameter allows: its values, pattern, bounds or type.
        """,
      remedy: "Give a value that it takes.",
      example: CodeExample(
        [
          "net.yaml": """
          Parameters: { Stage: { Type: String, AllowedValues: [test, prod], Default: prd } }
          Resources:
            Net: { Type: "AWS::EC2::VPC", Properties: { CidrBlock: 10.0.0.0/16, Tags: [ { Key: Name, Value: !Ref Stage } ] } }
          """
        ],
        mended: [
          "net.yaml": """
          Parameters: { Stage: { Type: String, AllowedValues: [test, prod], Default: prod } }
          Resources:
            Net: { Type: "AWS::EC2::VPC", Properties: { CidrBlock: 10.0.0.0/16, Tags: [ { Key: Name, Value: !Ref Stage } ] } }
          """
        ], run: "netproof check net.yaml")),
    CodePage(
      "NP0644", "a template is not built as one",
      meaning: """
        A section is no map, or a resource has no type.
        """,
      remedy: "Write it as CloudFormation's anatomy of a template has it.",
      example: CodeExample(
        [
          "net.yaml": """
          AWSTemplateFormatVersion: "2010-09-09"
          Resources:
            Net: { Properties: { CidrBlock: 10.0.0.0/16 } }
          """
        ],
        mended: [
          "net.yaml": """
          AWSTemplateFormatVersion: "2010-09-09"
          Resources:
            Net: { Type: "AWS::EC2::VPC", Properties: { CidrBlock: 10.0.0.0/16 } }
          """
        ], run: "netproof check net.yaml")),
  ]
}
