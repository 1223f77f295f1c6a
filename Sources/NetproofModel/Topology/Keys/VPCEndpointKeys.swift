import NetproofSyntax

enum VPCEndpointKeys {
  static let state = Key.state(
    VPCEndpoint.State.allCases.map(\.rawValue), "Only an available endpoint serves.",
    default: "`available`")
  static let type = Key(
    "type", .endpointType, "How packets get to it: `gateway` by routes.", isRequired: true)
  static let service = Key(
    "service", .text,
    "The service, such as `com.amazonaws.us-east-1.s3`, or `s3` for short.", isRequired: true,
    otherWords: ["service-name"])
  static let prefixList = Key(
    "prefix-list", .reference, "The prefix list with the addresses of the service.",
    isRequired: true)
  static let routeTables = Key(
    "route-tables", .oneOrMore(.reference, "a route table or a list of them"),
    "The route tables that it is associated with: AWS keeps a route to it there.",
    default: "none", otherWords: ["route-table", "associations"])

  static let kind = EntryKind(
    "vpc-endpoint", "a VPC endpoint",
    "A way to a service of AWS that needs no internet gateway.",
    keys: [
      type.description, service.description, prefixList.description, routeTables.description,
    ] + HeadKeys.all(state: state))
}

extension Shape where Value == Located<String> {
  /// `gateway`; the other types are known, but not read yet.
  fileprivate static var endpointType: Self {
    let word = Self.word(["gateway"], "a type of endpoint")
    return Self(word.description) { node, diagnostics in
      switch node.text {
      case "interface", "gateway-load-balancer":
        diagnostics.report(
          TopologyFault.valueNotYet(Located(node.text ?? "", at: node.span), key: "type"))
        return nil
      default: return word.read(node, &diagnostics)
      }
    }
  }
}
