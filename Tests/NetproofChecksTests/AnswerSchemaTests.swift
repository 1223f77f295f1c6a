import NetproofChecks
import NetproofEngine
import NetproofSyntax
import NetproofTestSupport
import Testing

@testable import NetproofReport

/// What is printed as JSON is what the committed schema describes.
@Suite struct AnswerSchemaTests {
  @Test(arguments: FixChoiceTests.all + FixReasonTests.all)
  func `answers with their fixes are as their schema says`(_ one: FixChoiceTests.Case) throws {
    let schema = try JSONSchema(Repository.text("docs/format/answer.schema.json"))
    let estate = try one.estate()
    let query = try estate.query(one.from, one.to, one.port)
    let search = try estate.fixes(query)
    let subject = TraceSubject(
      from: one.from.joined(separator: ", "), to: one.to.joined(separator: ", "), port: one.port,
      clientPorts: nil)
    let answer = try estate.analyzer.answer(query)
    let text = estate.context.traceJSON(
      answer, subject: subject, fixes: search, flowLog: estate.analyzer.flowLog(of: answer))
    #expect(try schema.faults(in: text) == [])
    let document = try JSONSchema.parse(text)
    let edits = search.fixes.flatMap(\.edits).map { EditText($0, estate.context) }
    for edit in edits where edit.span != nil {
      #expect(text.contains("\"in\": \"\(edit.subject)\""))
    }
    #expect((document["no_fix"] == nil) == (search.noFix == nil))
    let log = try #require(document["flow_logs"])
    // What is lost on premises passes no interface, which is said.
    #expect(log["records"]?.elements?.isEmpty == false || log["notes"]?.elements?.isEmpty == false)
  }

  @Test func `a schema finds what does not fit`() throws {
    let schema = try JSONSchema(Repository.text("docs/format/answer.schema.json"))
    let faults = try schema.faults(
      in: #"{ "schema": "netproof.answer/2", "verdict": 1, "extra": {} }"#)
    #expect(faults.contains("$.schema is not `netproof.answer/1`"))
    #expect(faults.contains("$.verdict is none of the listed values"))
    #expect(faults.contains("$ may not have `extra`"))
    #expect(faults.contains("$ has no `classes`"))
  }
}
