public import NetproofModel
import NetproofSyntax

extension TopologyImporter {
  /// Reads everything that Netproof can make a topology of.
  public static let standard = TopologyImporter(
    reads: { AWSImporter.reads($0) || TerraformImporter.reads($0) },
    convert: { texts in
      let all = texts.map { ImportedText(path: $0.path, node: $0.node) }
      // What plans and templates say comes first: it is what will be.
      let (answers, faults) = TerraformImporter.answers(
        of: all.filter { TerraformImporter.reads($0.node) })
      let dumps = all.filter { !TerraformImporter.reads($0.node) }
      var (node, problems) = AWSImporter.convert(answers + dumps)
      var everything = faults
      everything.append(problems)
      problems = everything
      return (node, problems)
    })
}
