public import NetproofModel
public import NetproofSyntax

extension TopologyImporter {
  /// Reads everything that Netproof can make a topology of.
  public static let standard = standard(parameters: [])

  /// Reads everything that Netproof can make a topology of.
  ///
  /// All texts together make one topology: each importer turns those that it recognizes into answers
  /// in the form of AWS's. What plans and templates say comes before what dumps say: it is what will
  /// be.
  ///
  /// - Parameters:
  ///   - parameters: the values of parameters of templates.
  ///   - format: what texts are; other JSON is refused unless it is ``InputFormat/auto``.
  ///   - isChecked: whether a parameter that no template has is refused. Of several topologies each
  ///     need not have it: then the loader keeps the texts, for ``ImportParameter/faults(of:in:)``.
  /// - Returns: The importer.
  public static func standard(
    parameters: [ImportParameter], reading format: InputFormat = .auto, isChecked: Bool = true
  ) -> TopologyImporter {
    TopologyImporter(
      reads: { format.reads($0) },
      keyOfTag: { Template.key(ofTag: $0) },
      convert: { texts in convert(texts, parameters, isChecked) },
      refusal: { TerraformImporter.refusal(of: $0, $1) },
      advice: { TerraformImporter.advice(on: $0, $1) },
      listed: { AWSManifest.paths(in: $0) }, expected: format.expected,
      skipped: TerraformImporter.skipped, keepsTexts: !isChecked && !parameters.isEmpty)
  }

  /// The same, but what plans say is left out: they are read for the state that they would change.
  ///
  /// A text that is no plan, or a plan without a state before it, is refused.
  public var ofStateBefore: TopologyImporter {
    let convert = convert
    return TopologyImporter(
      reads: reads, keyOfTag: keyOfTag,
      convert: { texts in
        var problems = Diagnostics()
        var states: [Text] = []
        for text in texts {
          if let state = TerraformImporter.stateBefore(text.node) {
            states.append((text.path, state))
          } else {
            problems.append(Self.noStateBefore(text.path, at: text.node.span))
          }
        }
        var (node, more) = convert(states)
        if problems.hasErrors { more = problems }
        return (node, more)
      },
      refusal: refusal, advice: advice, listed: listed, expected: expected, skipped: skipped,
      keepsTexts: true)
  }

  /// What to say of a path without a plan, or of a plan that starts from nothing.
  public static func noStateBefore(_ path: String, at span: Span? = nil) -> Diagnostic {
    TerraformFault.noStateBefore(path, at: span).diagnostic
  }

  private static func convert(
    _ texts: [Text], _ parameters: [ImportParameter], _ isChecked: Bool
  ) -> (node: Node, problems: Diagnostics) {
    let all = texts.map { ImportedText(path: $0.path, node: $0.node) }
    let templates = all.filter { CloudFormationImporter.reads($0.node) }
    let plans = all.filter { TerraformImporter.reads($0.node) }
    var (answers, problems) = TerraformImporter.answers(of: plans)
    if isChecked { problems.append(ImportParameter.faults(of: parameters, in: texts)) }
    if !templates.isEmpty {
      let (answer, found) = CloudFormationImporter.answer(of: templates, parameters)
      problems.append(found)
      if let answer { answers.append(answer) }
    }
    answers += all.filter { text in
      !CloudFormationImporter.reads(text.node) && !TerraformImporter.reads(text.node)
    }
    let (node, more) = AWSImporter.convert(answers)
    // What follows from a text that was refused is nobody's concern.
    if !problems.hasErrors { problems.append(more) }
    return (node, problems)
  }
}
