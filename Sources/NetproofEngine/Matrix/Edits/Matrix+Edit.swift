import NetproofModel

extension Matrix {
  /// The matrix of a model with an edit.
  ///
  /// Other rules of a list, and other targets of routes, are compiled by themselves as long as they
  /// name no address, port or appliance at which the classes of this matrix would have to be cut;
  /// everything else is shared. Any other edit makes the matrix anew.
  ///
  /// - Parameters:
  ///   - edit: the edit.
  ///   - edited: the analyzer of this matrix's model with the edit, and nothing but it.
  /// - Returns: a matrix with the options of this one.
  public func applying(_ edit: Edit, _ edited: Analyzer) -> Matrix {
    Matrix(
      core.following(edit, edited.graph) ?? MatrixCore(edited.graph, core.options, edited.limits))
  }

  /// Whether an edit can be made without compiling the matrix anew.
  public func canFollow(_ edit: Edit, _ edited: Analyzer) -> Bool {
    core.following(edit, edited.graph) != nil
  }
}
