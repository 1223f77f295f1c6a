public import NetproofSyntax

/// Which mirror sessions an author expects to copy packets (`mirrored:`), in the order of the way.
public struct ExpectedMirroring: Sendable {
  /// The whole value.
  public var span: Span
  /// Nothing if the packets are expected not to be mirrored.
  public var copies: [ExpectedCopy]

  public init(span: Span, copies: [ExpectedCopy]) {
    self.span = span
    self.copies = copies
  }
}

/// One session that is expected to copy packets, and what is expected to become of the copies.
public struct ExpectedCopy: Sendable {
  public var session: Reference
  /// What is expected to stand in the way of the copies first; nothing if they arrive.
  public var because: ExpectedCopyCause?

  public init(session: Reference, because: ExpectedCopyCause? = nil) {
    self.session = session
    self.because = because
  }
}

/// What is expected to stand in the way of copies first; keys that are left out are not compared.
public struct ExpectedCopyCause: Sendable {
  /// The whole entry.
  public var span: Span
  /// The code of an obstacle as copies have it, such as `MIRROR_NO_ROUTE`.
  public var code: Located<String>?
  /// The component, by name.
  public var at: Reference?

  public init(span: Span) {
    self.span = span
  }
}
