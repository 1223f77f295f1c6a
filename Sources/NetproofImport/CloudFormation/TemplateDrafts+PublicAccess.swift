import NetproofSyntax

// Block Public Access, and what is exempt from it.

extension TemplateDrafts {
  static let publicAccess: [String: Handler] = [
    "AWS::EC2::VPCBlockPublicAccessOptions": { $0.publicAccessOptions($1) },
    "AWS::EC2::VPCBlockPublicAccessExclusion": { $0.publicAccessExclusion($1) },
  ]

  private mutating func publicAccessOptions(_ reader: TemplateReader) {
    var draft = reader.draft(.publicAccessBlocks)
    let span = reader.span
    draft.set("InternetGatewayBlockMode", reader.text("InternetGatewayBlockMode"))
    for (key, name) in [("AwsAccountId", "AWS::AccountId"), ("AwsRegion", TemplateScope.region)] {
      switch reader.scope.ref(name, at: span) {
      case .text(let text, _): draft.set(key, .text(text, span))
      case .unknown(let unknown, _):
        // Other templates may be of other accounts and regions.
        if estate.stacks > 1 { reader.note(unknown, name, at: span) }
      case .list, .map, .nothing: break
      }
    }
    add(draft, reader)
  }

  private mutating func publicAccessExclusion(_ reader: TemplateReader) {
    var draft = reader.draft(.publicAccessExclusions)
    draft.set("ExemptId", reader.id("VpcId") ?? reader.id("SubnetId"))
    draft.set("InternetGatewayExclusionMode", reader.text("InternetGatewayExclusionMode"))
    add(draft, reader)
  }
}
