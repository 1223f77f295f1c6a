import NetproofModel
import NetproofSets

/// What a walk writes down, and what it knows about the flow.
extension Replay.Walk {
  mutating func obstruct(
    _ code: Code, _ component: ComponentID, as meaning: Replay.Meaning = .loss
  ) {
    sightings?.meet(code, meaning)
    let obstacle = ReplayOutcome.Obstacle(code, component, direction)
    if !obstacles.contains(obstacle) { obstacles.append(obstacle) }
  }

  /// Records an obstacle behind which there is no next hop.
  mutating func end(_ code: Code, _ component: ComponentID) -> Replay.Step {
    obstruct(code, component)
    return .stop
  }

  /// Records what the model does not say.
  mutating func end(gap code: Code, _ component: ComponentID) -> Replay.Step {
    gap = ReplayOutcome.Gap(code, component)
    return .stop
  }

  func isDescribed(_ component: ComponentID) -> Bool {
    model.identity(of: component).isDescribed
  }

  /// The answer to a choice among `count` alternatives.
  mutating func choose(among count: Int, at component: ComponentID) -> Int {
    guard count > 1 else { return 0 }
    let taken = choices.count < script.count ? script[choices.count] : 0
    choices.append(Replay.Choice(taken: taken, count: count, component: component))
    return taken
  }

  /// Takes note of the packet at a place; a step that stops if it was here before or went too far.
  mutating func visit(_ place: Replay.Visit.Place, at component: ComponentID) -> Replay.Step? {
    var header = packet
    // A translator draws another port each time, and no rule asks for it.
    if direction == .forward { header.sourcePort = 0 }
    let visit = Replay.Visit(
      place: place, direction: direction, packet: header,
      translations: direction == .reply ? translations.count : 0)
    guard visited.insert(visit).inserted else { return end(.routingLoop, component) }
    guard visited.count <= hops else { return end(gap: .hopLimit, component) }
    return nil
  }

  /// Who should get the packet as it is now.
  var expected: Replay.Expected {
    switch direction {
    case .forward:
      switch goal {
      case .interface(let interface): .interface(interface)
      case .network(let network): .network(network)
      case .address: .nobody
      }
    case .reply: expectedOfReply
    }
  }

  private var expectedOfReply: Replay.Expected {
    switch translations.last?.device {
    case .natGateway(let gateway): .natGateway(gateway)
    case .appliance(let interface), .node(let interface): .interface(interface)
    case nil:
      switch origin {
      case .interface(let interface): .interface(interface)
      case .network(let network): .network(network)
      }
    }
  }

  /// The VPC that the expected receiver lives in, if it lives in one.
  var expectedVPC: ID<VPC>? {
    switch expected {
    case .interface(let interface): vpc(of: interface)
    case .natGateway(let gateway): model.subnets[model.natGateways[gateway].subnet].vpc
    case .network, .nobody: nil
    }
  }

  /// The code for a packet that ends up where it does not belong.
  var wrongNetwork: Code { direction == .forward ? .destWrongNetwork : .returnWrongNetwork }

  func vpc(of interface: ID<NetworkInterface>) -> ID<VPC> {
    model.subnets[model.interfaces[interface].subnet].vpc
  }
}
