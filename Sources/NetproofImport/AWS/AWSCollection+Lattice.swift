extension AWSCollection {
  /// What lists of VPC Lattice's leave out: groups of associations, actions of listeners and rules.
  static let latticeDetails = """
    lattice() { aws vpc-lattice "$@" --region "$region" --query 'items[].id' --output text; }
    for network in $(lattice list-service-networks); do
      for id in $(lattice list-service-network-vpc-associations --service-network-identifier "$network"); do
        keep "get-service-network-vpc-association.$id" aws vpc-lattice get-service-network-vpc-association \\
          --service-network-vpc-association-identifier "$id" --region "$region" --output json
      done
    done
    for service in $(lattice list-services); do
      for listener in $(lattice list-listeners --service-identifier "$service"); do
        keep "get-listener.$listener" aws vpc-lattice get-listener --service-identifier "$service" \\
          --listener-identifier "$listener" --region "$region" --output json
        keep "list-rules.$listener" aws vpc-lattice list-rules --service-identifier "$service" \\
          --listener-identifier "$listener" --region "$region" --output json --query "{listenerIdentifier: '$listener', items: items}"
        for rule in $(lattice list-rules --service-identifier "$service" --listener-identifier "$listener"); do
          keep "get-rule.$rule" aws vpc-lattice get-rule --service-identifier "$service" \\
            --listener-identifier "$listener" --rule-identifier "$rule" --region "$region" --output json
        done
      done
    done
    """
}
