import NetproofSyntax

/// What an import does with the types of resources.
enum TemplateKind {
  static let stack = "AWS::CloudFormation::Stack"
  /// The end of the types of modules, which stand for resources that nobody sees here.
  static let module = "::MODULE"

  /// What it does that a type is not carried over which carries packets, or changes how they go.
  static func effect(of type: String) -> String? {
    if let effect = effects[type] { return effect }
    guard let end = type.firstRange(of: "::", after: "AWS::") else { return nil }
    return effects[String(type[..<end])]
  }

  /// Whether a type has hosts of its own in subnets.
  static func hasHosts(_ type: String) -> Bool { effect(of: type) == hosts }

  static let directConnectGateway = "AWS::DirectConnect::DirectConnectGateway"
  static let connect = "AWS::EC2::TransitGatewayConnect"
  static let firewall = "AWS::NetworkFirewall::Firewall"
  static let endpointAssociation = "AWS::NetworkFirewall::VpcEndpointAssociation"
  static let routeServerPropagation = "AWS::EC2::RouteServerPropagation"

  private static let hosts = "its hosts are not in the topology"
  private static let paths = "what goes through it is undetermined"

  /// By type, or by the name of a service.
  private static let effects = [
    "AWS::AutoScaling::AutoScalingGroup": hosts, "AWS::EC2::EC2Fleet": hosts,
    "AWS::EC2::SpotFleet": hosts, "AWS::RDS::DBInstance": hosts, "AWS::RDS::DBCluster": hosts,
    "AWS::RDS::DBProxy": hosts, "AWS::ECS::Service": hosts, "AWS::ECS::TaskSet": hosts,
    "AWS::EKS::Cluster": hosts, "AWS::EKS::Nodegroup": hosts, "AWS::EKS::FargateProfile": hosts,
    "AWS::ElastiCache::CacheCluster": hosts, "AWS::ElastiCache::ReplicationGroup": hosts,
    "AWS::ElastiCache::ServerlessCache": hosts, "AWS::Redshift::Cluster": hosts,
    "AWS::RedshiftServerless::Workgroup": hosts, "AWS::OpenSearchService::Domain": hosts,
    "AWS::Elasticsearch::Domain": hosts, "AWS::DocDB::DBCluster": hosts,
    "AWS::DocDB::DBInstance": hosts, "AWS::Neptune::DBCluster": hosts,
    "AWS::Neptune::DBInstance": hosts, "AWS::MSK::Cluster": hosts,
    "AWS::MSK::ServerlessCluster": hosts, "AWS::AmazonMQ::Broker": hosts,
    "AWS::MemoryDB::Cluster": hosts, "AWS::DAX::Cluster": hosts, "AWS::EMR::Cluster": hosts,
    "AWS::FSx::FileSystem": hosts, "AWS::Transfer::Server": hosts,
    "AWS::DMS::ReplicationInstance": hosts, "AWS::Batch::ComputeEnvironment": hosts,
    "AWS::SageMaker::NotebookInstance": hosts, "AWS::SageMaker::Domain": hosts,
    "AWS::WorkSpaces::Workspace": hosts, "AWS::DirectoryService::MicrosoftAD": hosts,
    "AWS::DirectoryService::SimpleAD": hosts, "AWS::Cloud9::EnvironmentEC2": hosts,
    "AWS::ElasticBeanstalk::Environment": hosts, "AWS::CodeBuild::Project": hosts,
    "AWS::AppRunner::VpcConnector": hosts, "AWS::ApiGatewayV2::VpcLink": hosts,
    "AWS::Route53Resolver::ResolverEndpoint": hosts, "AWS::OpsWorks::Instance": hosts,
    "AWS::GlobalAccelerator::Endpoint": paths, "AWS::GlobalAccelerator::EndpointGroup": paths,
    "AWS::EC2::ClientVpnEndpoint": paths, "AWS::EC2::CarrierGateway": paths,
    "AWS::EC2::LocalGatewayRoute": paths,
    "AWS::EC2::RouteServer": paths,
    routeServerPropagation: "what takes its route table is undetermined",
    "AWS::EC2::SubnetCidrBlock": "its subnet's IPv6 CIDR is missing",
    "AWS::NetworkManager": paths,
    "AWS::Serverless::Function": hosts,
  ]
}

extension String {
  /// The first place of a text behind a beginning.
  fileprivate func firstRange(of text: String, after head: String) -> String.Index? {
    guard hasPrefix(head) else { return nil }
    return dropFirst(head.count).firstRange(of: text)?.lowerBound
  }
}
