/// A network in the neutral format `neutral-net/1`, which other engines read as well.
///
/// It is IPv4 only, addresses of different VPCs never overlap, and everything has an `id` of its own.
public struct Neutral: Decodable, Sendable, Equatable {
  public var format = "neutral-net/1"
  /// The ports that clients may use, first and last.
  public var clientPorts = [1024, 65535]
  public var vpcs: [VPC] = []
  public var subnets: [Subnet] = []
  public var enis: [Interface] = []
  public var securityGroups: [SecurityGroup] = []
  public var nacls: [NetworkACL] = []
  public var routeTables: [RouteTable] = []
  public var igws: [InternetGateway] = []
  public var nats: [NATGateway] = []
  public var peerings: [Peering] = []
  public var tgws: [TransitGateway] = []
  public var externals: [External] = []

  public init() {}

  private enum CodingKeys: String, CodingKey {
    case format
    case clientPorts = "client_ports"
    case vpcs, subnets, enis
    case securityGroups = "security_groups"
    case nacls
    case routeTables = "route_tables"
    case igws, nats, peerings, tgws, externals
  }

  public struct VPC: Decodable, Sendable, Equatable {
    public var id: String
    public var cidrs: [String]
  }

  public struct Subnet: Decodable, Sendable, Equatable {
    public var id: String
    public var vpc: String
    public var cidr: String
    public var routeTable: String
    public var nacl: String

    private enum CodingKeys: String, CodingKey {
      case id, vpc, cidr
      case routeTable = "route_table"
      case nacl
    }
  }

  public struct Interface: Decodable, Sendable, Equatable {
    public var id: String
    public var subnet: String
    public var ip: String
    public var isPublic: Bool
    public var sgs: [String]

    private enum CodingKeys: String, CodingKey {
      case id, subnet, ip
      case isPublic = "public"
      case sgs
    }
  }

  /// A rule of a security group: with a CIDR, or with a group.
  public struct GroupRule: Decodable, Sendable, Equatable {
    public var proto: String
    public var ports: [Int]
    public var cidr: String?
    public var sg: String?
  }

  public struct SecurityGroup: Decodable, Sendable, Equatable {
    public var id: String
    public var vpc: String
    public var ingress: [GroupRule]
    public var egress: [GroupRule]
  }

  public struct Entry: Decodable, Sendable, Equatable {
    public var num: Int
    public var action: String
    public var proto: String
    public var ports: [Int]
    public var cidr: String
  }

  public struct NetworkACL: Decodable, Sendable, Equatable {
    public var id: String
    public var ingress: [Entry]
    public var egress: [Entry]
  }

  public struct Route: Decodable, Sendable, Equatable {
    public var cidr: String
    /// `local`, `blackhole`, or the id of a peering, transit gateway, internet or NAT gateway.
    public var target: String
  }

  public struct RouteTable: Decodable, Sendable, Equatable {
    public var id: String
    public var vpc: String
    public var routes: [Route]
  }

  public struct InternetGateway: Decodable, Sendable, Equatable {
    public var id: String
    public var vpc: String
  }

  public struct NATGateway: Decodable, Sendable, Equatable {
    public var id: String
    public var subnet: String
    public var ip: String
  }

  public struct Peering: Decodable, Sendable, Equatable {
    public var id: String
    public var a: String
    public var b: String
  }

  public struct TransitGateway: Decodable, Sendable, Equatable {
    public var id: String
    public var referencing: Bool
    public var attachments: [Attachment]
    public var routeTables: [TransitTable]

    private enum CodingKeys: String, CodingKey {
      case id
      case referencing = "sg_referencing"
      case attachments
      case routeTables = "route_tables"
    }
  }

  public struct Attachment: Decodable, Sendable, Equatable {
    public var id: String
    public var vpc: String
    public var routeTable: String

    private enum CodingKeys: String, CodingKey {
      case id, vpc
      case routeTable = "route_table"
    }
  }

  public struct TransitTable: Decodable, Sendable, Equatable {
    public var id: String
    public var routes: [TransitRoute]
  }

  public struct TransitRoute: Decodable, Sendable, Equatable {
    public var cidr: String
    /// Nothing for a blackhole.
    public var attachment: String?
  }

  public struct External: Decodable, Sendable, Equatable {
    public var id: String
    public var ip: String
  }
}
