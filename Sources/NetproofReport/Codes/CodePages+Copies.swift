import NetproofModel

/// Codes of copies that Traffic Mirroring makes: those of packets, with `MIRROR_` before them.
extension CodePages {
  /// The page of such a code, and of the prefix alone.
  static func pageOfCopies(_ name: String) -> String? {
    let prefix = Code.copyPrefix
    if name == prefix || name + "_" == prefix {
      return text("MIRROR: what follows happens to a copy of the packet") + "\n"
    }
    guard let code = Code(nameForCopies: name), code.role == .obstacle || code.role == .gap,
      let inner = page(code.rawValue)
    else { return nil }
    return text("\(name): a copy of the packet meets \(code.rawValue)") + "\n" + inner
  }

  private static func text(_ headline: String) -> String {
    let paragraphs = [
      """
      What stands behind `MIRROR` happens to the copy that Traffic Mirroring makes of a packet, not \
      to the packet: whether that arrives is told on its own. Copies go as UDP to port 4789 (VXLAN) \
      from the primary address of the mirrored interface to the target of the mirror session, like \
      packets of that interface, but for the outbound rules of its security groups, which they do \
      not meet.
      """,
      """
      To do: as for the code behind `MIRROR`, whose page `netproof codes` prints, at the component \
      that the message names. The target's security groups have to let UDP to port 4789 in from \
      the mirrored interface's primary address.
      """,
      """
      Rules R249 to R251 of the semantics reference; docs/mirroring.md.
      """,
    ]
    return headline + "\n" + String(repeating: "=", count: headline.count) + "\n\n"
      + paragraphs.map { TextWrap.paragraph($0) }.joined(separator: "\n\n") + "\n"
  }
}
