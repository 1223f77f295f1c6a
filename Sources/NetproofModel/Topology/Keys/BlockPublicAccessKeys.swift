import NetproofSyntax

enum BlockPublicAccessKeys {
  static let mode = Key(
    "mode", .word(of: BlockPublicAccess.Mode.self, "a mode"),
    "What is kept from the internet: `block-ingress` leaves NAT gateways and egress-only internet "
      + "gateways alone.",
    isRequired: true)
  static let account = Key(
    "account", .name, "The account whose VPCs it is about, in quotes.", default: "every account")
  static let region = Key(
    "region", .text, "The region that it is about.", default: "every region")

  static let kind = EntryKind(
    "block-public-access", "a public access block",
    "What keeps the internet away from the VPCs of an account in a region; `public-access-exclusion` "
      + "at a VPC or subnet exempts it.",
    keys: [mode.description, account.description, region.description] + HeadKeys.all())
}

extension TopologyReader {
  static func blockPublicAccess(
    _ fields: Fields, _ diagnostics: inout Diagnostics
  ) -> BlockPublicAccessEntry? {
    guard let head = fields.head(into: &diagnostics) else { return nil }
    var entry = BlockPublicAccessEntry(head: head)
    entry.mode = fields.read(BlockPublicAccessKeys.mode, into: &diagnostics)
    entry.account = fields.read(BlockPublicAccessKeys.account, into: &diagnostics)
    entry.region = fields.read(BlockPublicAccessKeys.region, into: &diagnostics)
    return entry
  }
}
