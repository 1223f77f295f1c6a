/// How to collect what an import reads.
public enum AWSCollection {
  /// Calls whose answers are whole by themselves, service by service.
  private static let calls: [(service: String, names: [String])] = [
    (
      "ec2",
      [
        "describe-vpcs", "describe-subnets", "describe-route-tables", "describe-network-acls",
        "describe-security-groups", "describe-internet-gateways",
        "describe-egress-only-internet-gateways", "describe-nat-gateways",
        "describe-network-interfaces", "describe-instances", "describe-managed-prefix-lists",
        "describe-prefix-lists", "describe-vpc-peering-connections", "describe-transit-gateways",
        "describe-transit-gateway-vpc-attachments", "describe-transit-gateway-attachments",
        "describe-transit-gateway-peering-attachments", "describe-transit-gateway-route-tables",
        "describe-vpn-gateways", "describe-vpn-connections", "describe-vpc-endpoints",
        "describe-vpc-endpoint-service-configurations",
        "describe-vpc-block-public-access-options",
        "describe-vpc-block-public-access-exclusions", "describe-availability-zones",
        "describe-security-group-vpc-associations", "describe-carrier-gateways",
        "describe-local-gateways", "describe-local-gateway-route-tables",
        "describe-local-gateway-route-table-vpc-associations",
        "describe-transit-gateway-connects", "describe-transit-gateway-connect-peers",
        "describe-client-vpn-endpoints",
      ]
    ),
    ("directconnect", ["describe-virtual-interfaces", "describe-direct-connect-gateways"]),
    ("vpc-lattice", ["list-service-networks", "list-services", "list-target-groups"]),
    ("elbv2", ["describe-load-balancers", "describe-target-groups"]),
    ("elb", ["describe-load-balancers"]),
  ]

  /// A call that asks about one thing.
  private struct Single {
    let service: String
    let name: String
    /// The option that names the thing.
    let option: String
    /// The call that lists all such things, and where their identifiers stand in its answer.
    let all: String
    let query: String
    /// The key that the identifier is put under, and the list that is read.
    let id: String
    let list: String
    /// What else is read of the answer.
    var beside: String?
    var more = ""

    /// What is kept of an answer.
    var kept: String {
      let keys = [list, beside].compactMap { $0 }.map { "\($0): \($0)" }
      return "{\(id): '$id', \(keys.joined(separator: ", "))}"
    }
  }

  private static let singles: [Single] =
    [
      Single(
        service: "ec2", name: "get-managed-prefix-list-entries", option: "prefix-list-id",
        all: "describe-managed-prefix-lists", query: "PrefixLists[].PrefixListId",
        id: "PrefixListId", list: "Entries"),
      Single(
        service: "ec2", name: "search-local-gateway-routes", option: "local-gateway-route-table-id",
        all: "describe-local-gateway-route-tables",
        query: "LocalGatewayRouteTables[].LocalGatewayRouteTableId",
        id: "LocalGatewayRouteTableId", list: "Routes"),
      Single(
        service: "ec2", name: "describe-client-vpn-authorization-rules",
        option: "client-vpn-endpoint-id", all: "describe-client-vpn-endpoints",
        query: "ClientVpnEndpoints[].ClientVpnEndpointId", id: "ClientVpnEndpointId",
        list: "AuthorizationRules"),
      lattice("list-listeners", of: "list-services", "service-identifier", "serviceIdentifier"),
      lattice(
        "list-targets", of: "list-target-groups", "target-group-identifier",
        "targetGroupIdentifier"),
      gatewayTable("get-transit-gateway-route-table-associations", "Associations"),
      gatewayTable(
        "get-transit-gateway-route-table-propagations", "TransitGatewayRouteTablePropagations"),
      gatewayTable(
        "search-transit-gateway-routes", "Routes", beside: "AdditionalRoutesAvailable",
        " --filters Name=state,Values=active,blackhole"),
    ]
    + ["describe-listeners", "describe-load-balancer-attributes"].map { name in
      Single(
        service: "elbv2", name: name, option: "load-balancer-arn", all: "describe-load-balancers",
        query: "LoadBalancers[].LoadBalancerArn", id: "LoadBalancerArn",
        list: name == "describe-listeners" ? "Listeners" : "Attributes")
    }
    + [
      Single(
        service: "elb", name: "describe-load-balancer-attributes", option: "load-balancer-name",
        all: "describe-load-balancers", query: "LoadBalancerDescriptions[].LoadBalancerName",
        id: "LoadBalancerName", list: "LoadBalancerAttributes"),
      Single(
        service: "directconnect", name: "describe-direct-connect-gateway-associations",
        option: "direct-connect-gateway-id", all: "describe-direct-connect-gateways",
        query: "directConnectGateways[].directConnectGatewayId", id: "directConnectGatewayId",
        list: "directConnectGatewayAssociations"),
    ]
    + ["describe-target-health", "describe-target-group-attributes"].map { name in
      Single(
        service: "elbv2", name: name, option: "target-group-arn", all: "describe-target-groups",
        query: "TargetGroups[].TargetGroupArn", id: "TargetGroupArn",
        list: name == "describe-target-health" ? "TargetHealthDescriptions" : "Attributes")
    }

  /// A call whose answer about one thing is kept as it is.
  private struct Whole {
    let service: String
    /// The call that lists all such things, and where their identifiers stand in its answer.
    let all: String
    let query: String
    let name: String
    let option: String
    var more = ""
    /// Where the service answers, if it is one for all regions.
    var region = "$region"
  }

  private static let wholes: [Whole] =
    [
      Whole(
        service: "network-firewall", all: "list-firewalls", query: "Firewalls[].FirewallArn",
        name: "describe-firewall", option: "firewall-arn"),
      Whole(
        service: "network-firewall", all: "list-vpc-endpoint-associations",
        query: "VpcEndpointAssociations[].VpcEndpointAssociationArn",
        name: "describe-vpc-endpoint-association", option: "vpc-endpoint-association-arn"),
      Whole(
        service: "network-firewall", all: "list-firewall-policies",
        query: "FirewallPolicies[].Arn", name: "describe-firewall-policy",
        option: "firewall-policy-arn"),
      Whole(
        service: "network-firewall", all: "list-rule-groups", query: "RuleGroups[].Arn",
        name: "describe-rule-group", option: "rule-group-arn"),
      Whole(
        service: "vpc-lattice", all: "list-resource-gateways", query: "items[].id",
        name: "get-resource-gateway", option: "resource-gateway-identifier"),
      Whole(
        service: "vpc-lattice", all: "list-resource-configurations", query: "items[].id",
        name: "get-resource-configuration", option: "resource-configuration-identifier"),
      Whole(
        service: "ec2", all: "describe-transit-gateway-attachments",
        query: "TransitGatewayAttachments[].TransitGatewayAttachmentId",
        name: "get-transit-gateway-attachment-nat-configuration",
        option: "transit-gateway-attachment-id"),
      lattice("get-service-network", of: "list-service-networks", "service-network-identifier"),
      lattice(
        "list-service-network-vpc-associations", of: "list-service-networks",
        "service-network-identifier"),
      lattice(
        "list-service-network-service-associations", of: "list-service-networks",
        "service-network-identifier"),
      lattice(
        "list-service-network-resource-associations", of: "list-service-networks",
        "service-network-identifier"),
      lattice("get-service", of: "list-services", "service-identifier"),
      lattice("get-target-group", of: "list-target-groups", "target-group-identifier"),
      coreNetwork("get-core-network"), coreNetwork("get-core-network-policy", " --alias LIVE"),
      coreNetwork("list-attachments"), coreNetwork("list-connect-peers"),
      Whole(
        service: "networkmanager", all: "list-peerings", query: "Peerings[].PeeringId",
        name: "get-transit-gateway-peering", option: "peering-id", region: globalRegion),
    ]
    + [
      ("VPC", "get-vpc-attachment"), ("CONNECT", "get-connect-attachment"),
      ("TRANSIT_GATEWAY_ROUTE_TABLE", "get-transit-gateway-route-table-attachment"),
      ("DIRECT_CONNECT_GATEWAY", "get-direct-connect-gateway-attachment"),
    ].map { type, name in
      Whole(
        service: "networkmanager", all: "list-attachments --attachment-type \(type)",
        query: "Attachments[].AttachmentId", name: name, option: "attachment-id",
        region: globalRegion)
    }

  /// The region in which Network Manager answers for all.
  ///
  /// Source: AWS General Reference, "AWS Network Manager endpoints and quotas".
  private static let globalRegion = "us-west-2"

  private static func coreNetwork(_ name: String, _ more: String = "") -> Whole {
    Whole(
      service: "networkmanager", all: "list-core-networks",
      query: "CoreNetworks[].CoreNetworkId", name: name, option: "core-network-id", more: more,
      region: globalRegion)
  }

  private static func lattice(_ name: String, of all: String, _ option: String) -> Whole {
    Whole(service: "vpc-lattice", all: all, query: "items[].id", name: name, option: option)
  }

  private static func lattice(
    _ name: String, of all: String, _ option: String, _ id: String
  ) -> Single {
    Single(
      service: "vpc-lattice", name: name, option: option, all: all, query: "items[].id", id: id,
      list: "items")
  }

  /// What segments of core networks have learned, at each of their edge locations.
  private static let coreRoutes = """
    for id in $(aws networkmanager list-core-networks --region \(globalRegion) --query 'CoreNetworks[].CoreNetworkId' --output text); do
      global=$(aws networkmanager get-core-network --core-network-id "$id" --region \(globalRegion) \\
        --query CoreNetwork.GlobalNetworkId --output text)
      aws networkmanager get-core-network --core-network-id "$id" --region \(globalRegion) \\
        --query "CoreNetwork.Segments[].[Name, join(' ', EdgeLocations)]" --output text |
      while read -r segment edges; do
        for edge in $edges; do
          keep "get-network-routes.$id.$segment.$edge" aws networkmanager get-network-routes \\
            --global-network-id "$global" --region \(globalRegion) --output json \\
            --route-table-identifier "CoreNetworkSegmentEdge={CoreNetworkId=$id,SegmentName=$segment,EdgeLocation=$edge}"
        done
      done
    done
    """

  private static func gatewayTable(
    _ name: String, _ list: String, beside: String? = nil, _ more: String = ""
  ) -> Single {
    Single(
      service: "ec2", name: name, option: "transit-gateway-route-table-id",
      all: "describe-transit-gateway-route-tables",
      query: "TransitGatewayRouteTables[].TransitGatewayRouteTableId",
      id: "TransitGatewayRouteTableId", list: list, beside: beside, more: more)
  }

  /// A shell script that collects everything of one account and region.
  public static var script: String {
    let plain = calls.map { service, names in
      """
      for call in \(names.joined(separator: " \\\n  ")); do
        keep "\(service).$call" aws \(service) "$call" --region "$region" --output json
      done
      """
    }
    let each = singles.map { call in
      """
      for id in $(aws \(call.service) \(call.all) --region "$region" --query '\(call.query)' --output text); do
        keep "\(call.name).$(echo "$id" | tr '/:' '__')" aws \(call.service) \(call.name) --\(call.option) "$id"\(call.more) \\
          --region "$region" --output json --query "\(call.kept)"
      done
      """
    }
    let whole = wholes.map { call in
      """
      for id in $(aws \(call.service) \(call.all) --region "\(call.region)" --query '\(call.query)' --output text); do
        keep "\(call.name).$(echo "$id" | tr '/:' '__')" aws \(call.service) \(call.name) --\(call.option) "$id"\(call.more) \\
          --region "\(call.region)" --output json
      done
      """
    }
    let rules = """
      for id in $(cat "$folder"/describe-listeners.*.json 2> /dev/null | grep -o '"ListenerArn": "[^"]*"' | cut -d'"' -f4); do
        keep "describe-rules.$(echo "$id" | tr '/:' '__')" aws elbv2 describe-rules --listener-arn "$id" \\
          --region "$region" --output json
      done
      """
    return """
      #!/bin/sh
      # Collects what Netproof reads of one account and region, for `netproof check dump/` and the like.
      #
      #   sh collect.sh us-east-1                # once for each region, with the credentials of each account
      #
      # It only reads. The identity needs these permissions, and no others:
      #
      #   { "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Resource": "*", "Action": [
      #       "sts:GetCallerIdentity",
      #       \(permissions.map { "\"\($0)\"" }.joined(separator: ",\n#       ")) ] } ] }
      set -eu
      region=${1:?name a region, such as us-east-1}
      account=$(aws sts get-caller-identity --query Account --output text)
      folder=dump/accounts/$account/$region
      mkdir -p "$folder"

      # Keeps an answer. What AWS does not answer is left out, and told again by whoever reads the others.
      keep() {
        file=$folder/$1.json
        shift
        "$@" > "$file" || { rm -f "$file"; echo "no answer of: $*" >&2; }
      }

      \((plain + each + whole + [latticeDetails, coreRoutes, rules]).joined(separator: "\n\n"))

      echo "collected in $folder; go on with: netproof check dump/"

      """
  }

  /// The permissions that the calls need, each once.
  private static var permissions: [String] {
    let all =
      calls.flatMap { service, names in names.map { (service, $0) } }
      + singles.map { ($0.service, $0.name) }
      + wholes.flatMap { [($0.service, $0.all), ($0.service, $0.name)] }
      + ["get-service-network-vpc-association", "get-listener", "list-rules", "get-rule"]
      .map { ("vpc-lattice", $0) }
      + [("networkmanager", "get-network-routes"), ("elbv2", "describe-rules")]
    var permissions: [String] = []
    for (service, name) in all {
      // Both generations of load balancers share their permissions.
      let prefix = service.hasPrefix("elb") ? "elasticloadbalancing" : service
      let words = (name.split(separator: " ").first ?? "").split(separator: "-").map {
        $0.prefix(1).uppercased() + $0.dropFirst()
      }
      let permission = "\(prefix):\(words.joined())"
      if !permissions.contains(permission) { permissions.append(permission) }
    }
    return permissions
  }
}
