import NetproofModel
import NetproofSets

extension Replay {
  /// One walk of one packet, forward and back, with one answer to each choice that it meets.
  struct Walk {
    let model: Model
    let owners: Owners
    let flow: Flow
    /// The answers to the first choices; every later one is answered with the first alternative.
    let script: [Int]
    /// How many hops the walk may take.
    let hops: Int

    var choices: [Choice] = []
    var direction = Direction.forward
    var packet: Packet
    var obstacles: [ReplayOutcome.Obstacle] = []
    var gap: ReplayOutcome.Gap?
    /// Whether the forward packet has come to its receiver.
    private var arrived = false
    /// What interfaces see of the packet, if that is asked.
    var sightings: Sightings?
    var visited: Set<Visit> = []
    /// What the packet crossed in the present direction, in order.
    var crossings: [Crossing] = []
    /// Outbound group references that wait for the packet's way to be known.
    var pending: PendingReferences?

    // What the forward walk leaves for the reply.

    /// Translations of many sources to one that are not undone yet, the first one first.
    var translations: [Translation] = []
    /// What attachments of transit gateways made of the forward packet and is not undone yet.
    var shifts: [Shift] = []
    /// The connections that load balancers opened and the reply has not come back through.
    var legs: [Leg] = []
    /// The VPCs that the forward packet entered by their internet gateway.
    var enteredByInternetGateway: Set<ID<VPC>> = []
    /// The VPCs that the forward packet left by their egress-only internet gateway.
    var leftByEgressOnlyGateway: Set<ID<VPC>> = []
    /// The VPCs that the forward packet entered by their virtual private gateway.
    var enteredByVPNGateway: Set<ID<VPC>> = []
    /// The carrier and local gateways that the forward packet crossed.
    var forwardEdges: Set<Line> = []
    /// Those that it came in by, translated, with how many translations there were; not undone yet.
    var edgeEntries: [(line: Line, translations: Int)] = []
    /// The VPC by whose gateway endpoint the forward packet left.
    var usedEndpoint: ID<VPC>?
    var forwardAppliances: [ID<NetworkInterface>] = []
    var replyAppliances: Set<ID<NetworkInterface>> = []
    /// What saw the forward packet and may miss the reply, in order.
    var forwardDevices: [Device] = []
    /// The endpoints that inspected the reply.
    var replyInspections: Set<ID<VPCEndpoint>> = []
    /// The same of firewalls at transit gateways.
    var replyFunctions: Set<ID<TransitGatewayAttachment>> = []
    /// What firewalls made of the forward packet, by where.
    var firewallMemories: [ComponentID: FirewallMemory] = [:]
    /// What rules asked of applications and, had it been so, had decided about the forward packet.
    var refutedVotes: [ComponentID: [FirewallVote]] = [:]
    /// A rule that may have passed the forward packet's flow for good, by where.
    var firewallDoubts: [ComponentID: FirewallVote] = [:]
    /// Whether the packet has left a VPC for the internet in its present direction.
    var leftForInternet = false
    /// How many crossings there were when the packet was last inspected in its present direction.
    var crossingsAtInspection: Int?
    /// The subnet by which the forward packet came out at an attachment.
    var exits: [ID<TransitGatewayAttachment>: ID<Subnet>] = [:]
    /// Attachments at which the reply came out by another subnet, in order.
    var divergingExits: [ID<TransitGatewayAttachment>] = []

    init(_ model: Model, _ owners: Owners, _ flow: Flow, script: [Int], hops: Int) {
      self.hops = hops
      self.model = model
      self.owners = owners
      self.flow = flow
      self.script = script
      packet = flow.packet
    }

    mutating func run() {
      if let receiver = follow(start()), settleReferences(at: receiver) {
        arrived = true
        walkBack(from: receiver)
      }
    }

    /// What has become of the packet.
    var outcome: ReplayOutcome {
      ReplayOutcome(obstacles: obstacles, gap: gap, arrived: arrived)
    }

    /// Takes steps until the walk ends; the receiver if it ends with a delivery.
    mutating func follow(_ first: Step) -> Receiver? {
      var step = first
      while true {
        switch step {
        case .depart(let subnet): step = depart(from: subnet)
        case .deliver(let vpc, let subnet): step = deliver(in: vpc, from: subnet)
        case .enter(let attachment, let zone): step = enter(from: attachment, zone: zone)
        case .internet: step = internet()
        case .onPremises(let line): step = onPremises(by: line)
        case .received(let receiver):
          guard case .network(let network) = receiver else { return receiver }
          if direction == .reply, let entry = edgeEntries.last {
            // What came in translated has to go back translated.
            step = end(.returnWrongNetwork, entry.line.component)
          } else if let refused = refuseMistranslated() {
            step = refused
          } else if let leg = lostLeg(isPlain: false) {
            step = end(.nlbClientIPUnsupportedPath, model.component(of: leg.balancer))
          } else {
            passFirewall(of: network, .inbound)
            return receiver
          }
        case .stop:
          _ = settleReferences(at: nil)
          return nil
        }
      }
    }

    private mutating func start() -> Step {
      switch flow.origin {
      case .interface(let interface): leave(interface)
      case .network(let network): leave(network)
      }
    }
  }
}

extension Replay {
  /// What happens to the packet next.
  enum Step {
    case depart(ID<Subnet>)
    /// Inside a VPC; `from` is the subnet that the packet just left, if it was one of this VPC.
    case deliver(ID<VPC>, from: ID<Subnet>?)
    case enter(ID<TransitGatewayAttachment>, zone: String?)
    case internet
    case onPremises(Line)
    case received(Receiver)
    case stop
  }

  /// What may keep state of a flow.
  enum Device: Hashable {
    case appliance(ID<NetworkInterface>)
    case endpoint(ID<VPCEndpoint>)
    /// A firewall that is attached to a transit gateway.
    case attachment(ID<TransitGatewayAttachment>)
  }

  /// Who got the packet.
  enum Receiver: Hashable {
    case interface(ID<NetworkInterface>)
    case network(ID<Network>)
    /// A service of AWS that nothing filters (R89), or the endpoint that a copy goes to: neither replies.
    case exemptService
  }

  /// Who should get the packet.
  enum Expected: Hashable {
    case interface(ID<NetworkInterface>)
    case natGateway(ID<NATGateway>)
    case network(ID<Network>)
    case nobody
  }

  /// A point where the walk could go on in several ways.
  struct Choice {
    let taken: Int
    let count: Int
    let component: ComponentID
  }

  /// A header at a place where loops are looked for (R11).
  struct Visit: Hashable {
    enum Place: Hashable {
      case subnet(ID<Subnet>)
      case attachment(ID<TransitGatewayAttachment>)
    }

    let place: Place
    let direction: Direction
    let packet: Packet
    /// How many translations the reply has still to undo.
    let translations: Int
  }

  /// What decides whether group identity is kept (R81, R82).
  enum Crossing: Hashable {
    /// A gateway, NAT, appliance or on-premises network: nothing keeps identity across it.
    case border
    case peering(ID<Peering>)
    case transitGateway(ID<TransitGateway>)
    /// By which the packet entered or left a transit gateway.
    case attachment(ID<TransitGatewayAttachment>)
  }

  /// A translation of the forward packet that the reply has to undo.
  struct Translation {
    enum Device: Hashable {
      case natGateway(ID<NATGateway>)
      case appliance(ID<NetworkInterface>)
      /// A load balancer's node, towards a target.
      case node(ID<NetworkInterface>)
    }

    let device: Device
    let before: Packet
    /// How many crossings there were, that of the device included.
    let crossings: Int
  }
}
