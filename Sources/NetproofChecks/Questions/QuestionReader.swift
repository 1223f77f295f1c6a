public import NetproofEngine
public import NetproofModel
public import NetproofSets
public import NetproofSyntax

/// A question as a person wrote it.
public struct WrittenQuestion: Hashable, Sendable {
  public var from: [QuestionText]
  public var to: [QuestionText]
  public var ports: [QuestionText]
  public var family: Family?
  public var clientPorts: PortSet?
  public var oneWay: Bool
  public var application: WrittenApplication?

  public init(
    from: [QuestionText], to: [QuestionText], ports: [QuestionText], family: Family? = nil,
    clientPorts: PortSet? = nil, oneWay: Bool = false,
    application: WrittenApplication? = nil
  ) {
    self.from = from
    self.to = to
    self.ports = ports
    self.family = family
    self.clientPorts = clientPorts
    self.oneWay = oneWay
    self.application = application
  }

  /// The question of an assertion.
  public init(_ assertion: AssertionEntry) {
    self.init(
      from: assertion.from.map { QuestionText($0.value, at: $0.span, as: "from") },
      to: assertion.to.map { QuestionText($0.value, at: $0.span, as: "to") },
      ports: assertion.ports.map { QuestionText($0.value, at: $0.span, as: "port") },
      family: assertion.family?.value, clientPorts: assertion.clientPorts?.value,
      oneWay: assertion.oneWay,
      application: WrittenApplication(assertion))
  }
}

/// Understands written questions, and has them answered.
public struct QuestionReader: Sendable {
  private let ends: EndReader

  public init(_ model: Model, _ names: NameTable) {
    ends = EndReader(model, names)
  }

  /// The question that a text means.
  ///
  /// - Throws: ``Rejection`` with every part that cannot be understood.
  public func query(_ written: WrittenQuestion) throws(Rejection) -> Query {
    var faults: [QuestionTextFault] = []
    let query = query(written, &faults)
    guard faults.isEmpty else { throw Rejection(faults.map(\.diagnostic)) }
    return query
  }

  /// Everything that cannot be understood in a question.
  func faults(in written: WrittenQuestion) -> [QuestionTextFault] {
    var faults: [QuestionTextFault] = []
    _ = query(written, &faults)
    return faults
  }

  private func query(_ written: WrittenQuestion, _ faults: inout [QuestionTextFault]) -> Query {
    let from = read(written.from, .from, &faults)
    let to = read(written.to, .to, &faults)
    var services = AskedServices()
    var ports: [(text: QuestionText, asked: AskedServices)] = []
    for port in written.ports {
      switch PortReader.read(port) {
      case .success(let asked):
        services.add(asked)
        ports.append((port, asked))
      case .failure(let error): faults.append(error.fault)
      }
    }
    if let application = written.application { faults += application.faults(at: ports) }
    var remarks = written.to.flatMap { ends.remarks($0) }
    if let asked = ends.privateAddressesAsked(from, to) { remarks.append(asked) }
    return Query(
      from: from, to: to, ipv4Services: services.ipv4, ipv6Services: services.ipv6,
      family: written.family, clientPorts: written.clientPorts, oneWay: written.oneWay,
      application: written.application?.application, remarks: remarks)
  }

  private func read(
    _ texts: [QuestionText], _ role: EndReader.Role, _ faults: inout [QuestionTextFault]
  ) -> [End] {
    texts.flatMap { text -> [End] in
      switch ends.read(text, role) {
      case .success(let ends): return ends
      case .failure(let error):
        faults.append(error.fault)
        return []
      }
    }
  }

  /// Turns a question's lack of an answer into something to read; a disagreement is none.
  public static func rejection(_ fault: QuestionFault, _ written: WrittenQuestion) -> Rejection? {
    let place = written.from.first ?? QuestionText("", at: nil, as: "from")
    let text: QuestionTextFault
    switch fault {
    case .sameInterface: text = .sameEnds(place)
    case .bothOutside: text = .bothOutside(place)
    case .nobodySends: text = .nobodySends(place)
    case .noCommonFamily: text = .noCommonFamily(place)
    case .tooManyPairs(let limit): text = .tooManyPairs(place, limit: limit)
    case .disagreement: return nil
    }
    return Rejection([text.diagnostic])
  }
}
