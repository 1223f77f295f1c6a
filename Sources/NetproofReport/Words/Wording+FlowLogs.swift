import NetproofEngine
import NetproofModel

/// Sentences about flow logs.
extension Wording {
  func sentence(_ remark: FlowLog.Remark) -> String {
    switch remark {
    case .noWitness: "no packet shows the verdict, so there is none whose records could be told"
    case .exemptService:
      "flow logs have nothing of what goes to Amazon's DNS, the instance metadata, time and licence "
        + "services, and the VPC's router"
    case .noInterface: "no network interface of the topology gets the packet or sends it"
    case .endpointToNode(let id):
      "between the interface of \(naming.full(.endpoint(id))) and the load balancer behind it nothing "
        + "is logged"
    case .encapsulated(let id):
      "the records of the load balancer and the appliances behind \(naming.full(.endpoint(id))), which "
        + "get the packets in GENEVE, are not told"
    case .lost(let code):
      "then the packet is lost ([\(code.rawValue)]), which no record tells: flow logs know security "
        + "groups, network ACLs and Block Public Access alone"
    case .assumed:
      "whether the interface that sent a packet logs it where no filter drops it is decided by policy "
        + "`\(Policies.Switch.flowLogDrops.rawValue): "
        + "\(model.policies.value(of: .flowLogDrops))`"
    case .unknownAddress: "`-`: an address of AWS's choice, which the topology does not state"
    case .alternatives:
      "AWS may choose another way for this packet, with other records; `--explain all` shows the ways"
    }
  }
}
