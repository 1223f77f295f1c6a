import NetproofEngine
import NetproofModel

// Sentences about VPC Lattice.
extension Wording {
  func lattice(_ obstacle: Obstacle, _ subject: String) -> String {
    let vpc = context(obstacle, .vpc).map { naming.full($0) } ?? "the client's VPC"
    return "no service network connects \(vpc) with \(subject)"
  }

  /// What nobody says about VPC Lattice.
  func latticeUndecided(_ remark: Remark, _ subject: String) -> String {
    if remark.component?.kind == .targetGroup {
      return "\(subject) has a target outside its VPC; whether VPC Lattice reaches it is not known"
    }
    if remark.component?.kind == .serviceNetwork {
      return "the resources of \(subject) have addresses of \(Lattice.resourceBlock) for the hosts "
        + "of the VPC; which address is whose is not known"
    }
    return "\(subject) treats some addresses of VPC Lattice differently from others; "
      + "from which of them it asks targets is not known"
  }
}
