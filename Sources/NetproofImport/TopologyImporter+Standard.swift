public import NetproofModel
import NetproofSyntax

extension TopologyImporter {
  /// Reads everything that Netproof can make a topology of.
  public static let standard = standard(parameters: [])

  /// Reads everything that Netproof can make a topology of.
  ///
  /// All texts together make one topology: each importer turns those that it recognizes into answers
  /// in the form of AWS's.
  ///
  /// - Parameter parameters: the values of parameters of templates.
  /// - Returns: The importer.
  public static func standard(parameters: [ImportParameter]) -> TopologyImporter {
    TopologyImporter(
      reads: { AWSImporter.reads($0) || CloudFormationImporter.reads($0) },
      keyOfTag: { Template.key(ofTag: $0) },
      convert: { texts in
        let all = texts.map { ImportedText(path: $0.path, node: $0.node) }
        let templates = all.filter { CloudFormationImporter.reads($0.node) }
        var answers = all.filter { !CloudFormationImporter.reads($0.node) }
        var problems = Diagnostics()
        if !templates.isEmpty || !parameters.isEmpty {
          let (answer, found) = CloudFormationImporter.answer(of: templates, parameters)
          problems.append(found)
          if let answer { answers.append(answer) }
        }
        let (node, more) = AWSImporter.convert(answers)
        // What follows from a text that was refused is nobody's concern.
        if !problems.hasErrors { problems.append(more) }
        return (node, problems)
      })
  }
}
