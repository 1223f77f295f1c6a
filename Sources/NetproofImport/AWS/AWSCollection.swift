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
      ]
    )
  ]

  /// Calls that ask about one thing, with the call, key and option that give its identifier.
  private static let callsOfOne:
    [(name: String, option: String, list: String, query: String, more: String)] = [
      (
        "get-managed-prefix-list-entries", "prefix-list-id", "describe-managed-prefix-lists",
        "PrefixLists[].PrefixListId", ""
      ),
      (
        "get-transit-gateway-route-table-associations", "transit-gateway-route-table-id",
        "describe-transit-gateway-route-tables",
        "TransitGatewayRouteTables[].TransitGatewayRouteTableId", ""
      ),
      (
        "get-transit-gateway-route-table-propagations", "transit-gateway-route-table-id",
        "describe-transit-gateway-route-tables",
        "TransitGatewayRouteTables[].TransitGatewayRouteTableId", ""
      ),
      (
        "search-transit-gateway-routes", "transit-gateway-route-table-id",
        "describe-transit-gateway-route-tables",
        "TransitGatewayRouteTables[].TransitGatewayRouteTableId",
        " --filters Name=state,Values=active,blackhole"
      ),
    ]

  /// A shell script that collects everything of one account and region.
  public static var script: String {
    let plain = calls.map { service, names in
      """
      for call in \(names.joined(separator: " \\\n  ")); do
        aws \(service) "$call" --region "$region" --output json > "$folder/$call.json"
      done
      """
    }
    let each = callsOfOne.map { call in
      """
      for id in $(aws ec2 \(call.list) --region "$region" --query '\(call.query)' --output text); do
        aws ec2 \(call.name) --\(call.option) "$id"\(call.more) \\
          --region "$region" --output json > "$folder/\(call.name).$id.json"
      done
      """
    }
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

      \((plain + each).joined(separator: "\n\n"))

      echo "collected in $folder; go on with: netproof check dump/"

      """
  }

  /// The permissions that the calls need, each once.
  private static var permissions: [String] {
    let plain = calls.flatMap { service, names in names.map { (service, $0) } }
    return (plain + callsOfOne.map { ("ec2", $0.name) }).map { service, name in
      let words = name.split(separator: "-").map { word in
        word == "acls" ? "Acls" : word.prefix(1).uppercased() + word.dropFirst()
      }
      return "\(service):\(words.joined())"
    }
  }
}
