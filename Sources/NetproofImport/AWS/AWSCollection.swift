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
        "describe-vpc-block-public-access-exclusions",
      ]
    ),
    ("directconnect", ["describe-virtual-interfaces", "describe-direct-connect-gateways"]),
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
    /// The keys of the answer that are read; the identifier is put beside them.
    let id: String
    let list: String
    var more = ""
  }

  private static let singles: [Single] =
    [
      Single(
        service: "ec2", name: "get-managed-prefix-list-entries", option: "prefix-list-id",
        all: "describe-managed-prefix-lists", query: "PrefixLists[].PrefixListId",
        id: "PrefixListId", list: "Entries"),
      gatewayTable("get-transit-gateway-route-table-associations", "Associations"),
      gatewayTable(
        "get-transit-gateway-route-table-propagations", "TransitGatewayRouteTablePropagations"),
      gatewayTable(
        "search-transit-gateway-routes", "Routes", " --filters Name=state,Values=active,blackhole"),
    ]
    + ["describe-listeners", "describe-load-balancer-attributes"].map { name in
      Single(
        service: "elbv2", name: name, option: "load-balancer-arn", all: "describe-load-balancers",
        query: "LoadBalancers[].LoadBalancerArn", id: "LoadBalancerArn",
        list: name == "describe-listeners" ? "Listeners" : "Attributes")
    }
    + [
      Single(
        service: "directconnect", name: "describe-direct-connect-gateway-associations",
        option: "direct-connect-gateway-id", all: "describe-direct-connect-gateways",
        query: "directConnectGateways[].directConnectGatewayId", id: "directConnectGatewayId",
        list: "directConnectGatewayAssociations")
    ]
    + ["describe-target-health", "describe-target-group-attributes"].map { name in
      Single(
        service: "elbv2", name: name, option: "target-group-arn", all: "describe-target-groups",
        query: "TargetGroups[].TargetGroupArn", id: "TargetGroupArn",
        list: name == "describe-target-health" ? "TargetHealthDescriptions" : "Attributes")
    }

  /// Things of firewalls, each of which has an answer of its own.
  private static let firewallCalls: [(all: String, query: String, one: String, option: String)] = [
    ("list-firewalls", "Firewalls[].FirewallArn", "describe-firewall", "firewall-arn"),
    (
      "list-firewall-policies", "FirewallPolicies[].Arn", "describe-firewall-policy",
      "firewall-policy-arn"
    ), ("list-rule-groups", "RuleGroups[].Arn", "describe-rule-group", "rule-group-arn"),
  ]

  private static func gatewayTable(_ name: String, _ list: String, _ more: String = "") -> Single {
    Single(
      service: "ec2", name: name, option: "transit-gateway-route-table-id",
      all: "describe-transit-gateway-route-tables",
      query: "TransitGatewayRouteTables[].TransitGatewayRouteTableId",
      id: "TransitGatewayRouteTableId", list: list, more: more)
  }

  /// A shell script that collects everything of one account and region.
  public static var script: String {
    let plain = calls.map { service, names in
      """
      for call in \(names.joined(separator: " \\\n  ")); do
        aws \(service) "$call" --region "$region" --output json > "$folder/\(service).$call.json"
      done
      """
    }
    let each = singles.map { call in
      """
      for id in $(aws \(call.service) \(call.all) --region "$region" --query '\(call.query)' --output text); do
        aws \(call.service) \(call.name) --\(call.option) "$id"\(call.more) \\
          --region "$region" --output json --query "{\(call.id): '$id', \(call.list): \(call.list)}" \\
          > "$folder/\(call.name).$(echo "$id" | tr '/:' '__').json"
      done
      """
    }
    let firewalls = firewallCalls.map { call in
      """
      for id in $(aws network-firewall \(call.all) --region "$region" --query '\(call.query)' --output text); do
        aws network-firewall \(call.one) --\(call.option) "$id" --region "$region" --output json \\
          > "$folder/\(call.one).$(echo "$id" | tr '/:' '__').json"
      done
      """
    }
    let rules = """
      for id in $(cat "$folder"/describe-listeners.*.json 2> /dev/null | grep -o '"ListenerArn": "[^"]*"' | cut -d'"' -f4); do
        aws elbv2 describe-rules --listener-arn "$id" --region "$region" --output json \\
          > "$folder/describe-rules.$(echo "$id" | tr '/:' '__').json"
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

      \((plain + each + firewalls + [rules]).joined(separator: "\n\n"))

      echo "collected in $folder; go on with: netproof check dump/"

      """
  }

  /// The permissions that the calls need, each once.
  private static var permissions: [String] {
    let all =
      calls.flatMap { service, names in names.map { (service, $0) } }
      + singles.map { ($0.service, $0.name) }
      + firewallCalls.flatMap { [("network-firewall", $0.all), ("network-firewall", $0.one)] }
      + [("elbv2", "describe-rules")]
    var permissions: [String] = []
    for (service, name) in all {
      // Both generations of load balancers share their permissions.
      let prefix = service.hasPrefix("elb") ? "elasticloadbalancing" : service
      let words = name.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }
      let permission = "\(prefix):\(words.joined())"
      if !permissions.contains(permission) { permissions.append(permission) }
    }
    return permissions
  }
}
