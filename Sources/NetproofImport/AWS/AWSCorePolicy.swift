import NetproofSyntax

/// The live policy of a core network, as far as packets depend on it.
///
/// Source: AWS Cloud WAN User Guide, "Core network policy version parameters".
struct AWSCorePolicy {
  struct Segment {
    let node: AWSResource
    let name: Node
    var edges: [Node] = []
    /// The segments from which it takes routes, if it says so, and those from which it does not.
    var allowed: Set<String>?
    var denied: Set<String> = []
  }

  /// Segments that see each other's attachments.
  struct Share {
    let segment: Node
    /// All others if it is left out.
    let with: [Node]?
    let excepted: Set<String>
  }

  struct Route {
    let node: AWSResource
    let segment: Node
    let cidrs: [Node]
    let destinations: [Node]
  }

  let edges: [Node]
  let groupSupport: Node?
  private(set) var segments: [Segment] = []
  private(set) var shares: [Share] = []
  private(set) var routes: [Route] = []
  /// Where it inserts services, and where it has routing policies, which are not modelled.
  private(set) var insertion: Node?
  private(set) var routingPolicies: Node?

  init(_ document: AWSResource) {
    let configuration = document.part("core-network-configuration")
    edges = configuration?.list("edge-locations").compactMap { $0["location"] } ?? []
    groupSupport = configuration?["security-group-referencing-support"]
    for segment in document.list("segments") {
      guard let name = segment["name"] else { continue }
      segments.append(
        Segment(
          node: segment, name: name, edges: segment.elements("edge-locations"),
          allowed: segment["allow-filter"].map { _ in
            Set(segment.elements("allow-filter").compactMap(\.text))
          }, denied: Set(segment.elements("deny-filter").compactMap(\.text))))
    }
    for key in ["routing-policies", "attachment-routing-policy-rules"] {
      if let list = document[key], list.elements?.isEmpty == false { routingPolicies = list }
    }
    for action in document.list("segment-actions") { take(action) }
  }

  private mutating func take(_ action: AWSResource) {
    if action["routing-policy-names"] != nil { routingPolicies = action["routing-policy-names"] }
    switch action.text("action") {
    case "share":
      guard let segment = action["segment"] else { return }
      let with = action["share-with"]
      let names = with?.elements.map(Array.init) ?? with.map { [$0] } ?? []
      let excepted = action.part("share-with")?.elements("except").compactMap(\.text)
      shares.append(
        Share(
          segment: segment,
          with: excepted != nil || names.contains { $0.text == "*" } ? nil : names,
          excepted: Set(excepted ?? [])))
    case "create-route":
      guard let segment = action["segment"] else { return }
      routes.append(
        Route(
          node: action, segment: segment, cidrs: action.elements("destination-cidr-blocks"),
          destinations: action.elements("destinations")))
    case "send-via", "send-to": insertion = action["action"]
    // What came after this was written may do anything.
    default: routingPolicies = routingPolicies ?? action["action"]
    }
  }

  /// The segments that a share joins with its own.
  func partners(of share: Share) -> [Node] {
    share.with
      ?? segments.map(\.name).filter {
        $0.text != share.segment.text && !share.excepted.contains($0.text ?? "")
      }
  }

  /// Whether a segment takes over what another one shares with it.
  func takes(_ segment: String?, from other: String?) -> Bool {
    guard let own = segments.first(where: { $0.name.text == segment }), let other else {
      return false
    }
    return (own.allowed?.contains(other) ?? true) && !own.denied.contains(other)
  }
}
