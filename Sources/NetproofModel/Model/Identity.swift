/// What names a component: how its author calls it and where it belongs.
public struct Identity: Hashable, Sendable {
  /// The name in its own place, such as `web-1`.
  public let name: String
  private let owner: IdentityOwner
  private let rare: Rare<RareParts>

  /// False for what the topology says to exist without describing it.
  public let isDescribed: Bool

  private struct RareParts: EmptyParts, Hashable {
    var awsID: String?
    var tags: [String: String] = [:]
  }

  public init(
    name: String, qualifiedName: String, awsID: String? = nil, account: String? = nil,
    region: String? = nil, tags: [String: String] = [:], isDescribed: Bool = true
  ) {
    self.init(
      name: name,
      owner: IdentityOwner(
        IdentityOwner.scope(of: name, in: qualifiedName), account: account, region: region),
      awsID: awsID, tags: tags, isDescribed: isDescribed)
  }

  /// As the public initializer, with an owner that all components of one place share.
  init(
    name: String, owner: IdentityOwner, awsID: String?, tags: [String: String], isDescribed: Bool
  ) {
    self.name = name
    self.owner = owner
    let isPlain = awsID == nil && tags.isEmpty
    rare = isPlain ? Rare() : Rare(RareParts(awsID: awsID, tags: tags))
    self.isDescribed = isDescribed
  }

  /// The shortest name that is precise among components of the kind: `prod/web-1` for what lives
  /// in a VPC, `tgw/main` for what lives in a transit gateway, otherwise the name.
  public var qualifiedName: String {
    switch owner.parts.scope {
    case .top: name
    case .place(let place): "\(place)/\(name)"
    case .wholly(let text): text
    }
  }

  /// The identifier that AWS gave, if the topology states it.
  public var awsID: String? { rare.parts?.awsID }
  public var account: String? { owner.parts.account }
  public var region: String? { owner.parts.region }
  public var tags: [String: String] { rare.parts?.tags ?? [:] }
}

/// Where components belong: made once for a VPC, and shared by all that is in it.
indirect enum IdentityOwner: Hashable, Sendable {
  case owner(Parts)

  struct Parts: Hashable, Sendable {
    let scope: Scope
    let account: String?
    let region: String?
  }

  /// What stands before names to make them precise.
  enum Scope: Hashable, Sendable {
    case top
    case place(String)
    /// A precise name that does not end with the name.
    case wholly(String)
  }

  init(_ scope: Scope, account: String?, region: String?) {
    self = .owner(Parts(scope: scope, account: account, region: region))
  }

  var parts: Parts {
    switch self {
    case .owner(let parts): parts
    }
  }

  /// The scope by which a name becomes a qualified one.
  static func scope(of name: String, in qualifiedName: String) -> Scope {
    if qualifiedName == name { return .top }
    let ending = "/" + name
    guard qualifiedName.hasSuffix(ending) else { return .wholly(qualifiedName) }
    return .place(String(qualifiedName.dropLast(ending.count)))
  }
}
