import NetproofSyntax

/// Makes answers in the form of AWS's of templates of CloudFormation, those of CDK included.
enum CloudFormationImporter {
  static func reads(_ node: Node) -> Bool { Template.recognizes(node) }

  /// What AWS would say of all stacks that the templates make; nothing after an error.
  static func answer(
    of texts: [ImportedText], _ parameters: [ImportParameter]
  ) -> (answer: ImportedText?, problems: Diagnostics) {
    let estate = TemplateEstate(texts, parameters)
    guard !estate.problems.hasErrors else { return (nil, estate.problems) }
    let answer = TemplateDrafts.answer(of: estate)
    return (estate.problems.hasErrors ? nil : answer, estate.problems)
  }
}
