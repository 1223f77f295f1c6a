import Testing

@Suite struct TranscriptTests {
  @Test func `documents show what the program prints`() throws {
    for path in try documents() {
      let document = Document(try Shell.read(path))
      let now = try document.replayed()
      if Shell.isRecording { try Shell.write(now.text, to: path) }
      for (shown, printed) in zip(document.transcripts, now.transcripts) {
        for (old, new) in zip(shown.entries, printed.entries) where !Shell.isRecording {
          #expect(old.output == new.output, "\(path): $ \(old.command)")
        }
      }
    }
  }

  @Test func `topologies print what is committed beside them`() throws {
    let paths = try Shell.files(below: "topologies", suffix: "transcript.txt")
    #expect(!paths.isEmpty)
    for path in paths {
      let transcript = Transcript(try Shell.read(path))
      #expect(!transcript.entries.isEmpty, "\(path) names no command")
      let now = try transcript.replayed()
      if Shell.isRecording { try Shell.write(now.text, to: path) }
      for (old, new) in zip(transcript.entries, now.entries) where !Shell.isRecording {
        #expect(old.output == new.output, "\(path): $ \(old.command)")
      }
    }
  }

  /// Documents for users; each may quote the program.
  private func documents() throws -> [String] {
    let docs = try Shell.files(below: "docs", suffix: ".md").filter { !$0.contains("/codes/") }
    return try ["README.md"] + docs + Shell.files(below: "topologies", suffix: ".md")
  }
}
