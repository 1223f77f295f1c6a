/// An account and a region, as far as they are known.
struct AWSScope: Hashable, Sendable {
  var account: String?
  var region: String?

  var isWhole: Bool { account != nil && region != nil }

  /// Both as they follow what they are about: ` of account 111122223333 in us-east-1`.
  var words: String {
    (account.map { " of account \($0)" } ?? "") + (region.map { " in \($0)" } ?? "")
  }

  /// Both, and a Region alone after words of its own.
  func words(after alone: String) -> String {
    account == nil ? region.map { "\(alone) \($0)" } ?? "" : words
  }

  /// The folder for its answers.
  var folder: String {
    ["accounts", account, region].compactMap { $0 }.joined(separator: "/")
  }

  /// The same with what it does not say taken from another one.
  func filled(from other: AWSScope?) -> AWSScope {
    AWSScope(account: account ?? other?.account, region: region ?? other?.region)
  }
}

extension AWSOrigin {
  var scope: AWSScope { AWSScope(account: account, region: region) }
}
