public import NetproofSyntax

/// Makes a topology of what AWS's API says: the answers of the CLI's calls, whole or in pages, of
/// any number of accounts and regions, and snapshots of AWS Config.
public enum AWSImporter {
  /// Whether a text is such an answer, or says whose answers there are in other files.
  public static func reads(_ node: Node) -> Bool {
    AWSDump.recognizes(node) || AWSManifest.recognizes(node)
  }

  /// The topology of all texts together, as a tree with places in the texts; and what was not
  /// carried over, as warnings.
  public static func convert(_ texts: [ImportedText]) -> (node: Node, problems: Diagnostics) {
    var problems = Diagnostics()
    let dump = AWSDump(texts, into: &problems)
    let (node, more) = AWSTopology.make(of: dump)
    // What follows from an answer that was refused is nobody's concern.
    if !problems.hasErrors { problems.append(more) }
    return (node, problems)
  }
}
