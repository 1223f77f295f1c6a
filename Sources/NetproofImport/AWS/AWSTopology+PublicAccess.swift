import NetproofSyntax

// Block Public Access, and what is exempt from it.

extension AWSTopology {
  mutating func publicAccessBlocks() -> [Entry] {
    var entries: [Entry] = []
    for options in estate.dump[.publicAccessBlocks] {
      guard let mode = options["InternetGatewayBlockMode"], mode.text != "off" else { continue }
      var own: [Entry] = []
      add("mode", copy: mode, to: &own)
      let account = options.text("AwsAccountId") ?? options.origin.account
      let region = options.text("AwsRegion") ?? options.origin.region
      if let account {
        add("account", text: account, at: options.span("AwsAccountId"), to: &own)
      }
      if let region { add("region", text: region, at: options.span("AwsRegion"), to: &own) }
      let name = ["public-access", account, region].compactMap { $0 }.joined(separator: "-")
      entries.append(Entry(name, at: mode.span, builder.map(own, at: options.node.span)))
    }
    return entries
  }

  /// Adds what exempts a VPC or subnet.
  mutating func addExclusion(of id: String, to own: inout [Entry]) {
    let ends = ["create-complete", "update-complete", "update-in-progress", "delete-in-progress"]
    for exclusion in estate.dump[.publicAccessExclusions] {
      guard exclusion.text("ResourceArn")?.hasSuffix("/\(id)") == true,
        ends.contains(exclusion.text("State") ?? ends[0]),
        let mode = exclusion["InternetGatewayExclusionMode"]
      else { continue }
      return add("public-access-exclusion", copy: mode, to: &own)
    }
  }
}
