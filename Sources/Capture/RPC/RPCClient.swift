import BlockSets
import Foundation
import Synchronization

/// One question to a node: a JSON-RPC method and its parameters.
struct RPCQuestion: Sendable {
  let method: String
  /// The parameters, each as JSON text.
  let parameters: [String]

  init(_ method: String, _ parameters: String...) {
    self.method = method
    self.parameters = parameters
  }

  func text(id: Int) -> String {
    "{\"jsonrpc\":\"2.0\",\"id\":\(id),\"method\":\"\(method)\","
      + "\"params\":[\(parameters.joined(separator: ","))]}"
  }

  /// The question in words, for errors.
  var summary: String { "\(method)(\(parameters.joined(separator: ", ")))" }
}

/// Asks a node by JSON-RPC 2.0 over HTTP, again and again where that may help.
package final class RPCClient: Sendable {
  private let transport: HTTPTransport
  private let policy: RetryPolicy
  private let takesBatches = Atomic<Bool>(true)
  private let counts = Mutex(RequestCounts())

  /// Names the server; nothing is asked yet.
  ///
  /// - Parameter largestAnswer: The bytes that an answer may have.
  package init(
    url: URL, timeoutSeconds: Double, largestAnswer: Int = 1 << 28, policy: RetryPolicy
  ) {
    transport = HTTPTransport(
      url: url, timeoutSeconds: timeoutSeconds, largestAnswer: largestAnswer)
    self.policy = policy
  }

  /// What was asked so far.
  var requestCounts: RequestCounts { counts.withLock { $0 } }

  /// Asks one question; `decode` reads the result, and an error of it means to ask again.
  func ask<Answer>(
    _ question: RPCQuestion, _ decode: (JSONValue) throws(JSONError) -> Answer
  ) throws(RPCError) -> Answer {
    try repeatedly { () throws(RPCError) -> Answer in
      let body = try transport.post(Array(question.text(id: 1).utf8))
      return try Self.read(body, of: question.summary) { root throws(JSONError) in
        try Self.result(root, of: question, id: 1, decode)
      }.get()
    }
  }

  /// Asks several questions at once; one by one where the node takes no batches.
  func ask<Answer>(
    all questions: [RPCQuestion], _ decode: (Int, JSONValue) throws(JSONError) -> Answer
  ) throws(RPCError) -> [Answer] {
    if takesBatches.load(ordering: .relaxed), questions.count > 1 {
      if let answers = try batch(questions, decode) { return answers }
      takesBatches.store(false, ordering: .relaxed)
    }
    var answers: [Answer] = []
    for (index, question) in questions.enumerated() {
      answers.append(
        try ask(question) { value throws(JSONError) in try decode(index, value) })
    }
    return answers
  }

  /// - Returns: `nil` where the node answers a batch with something else than an array.
  private func batch<Answer>(
    _ questions: [RPCQuestion], _ decode: (Int, JSONValue) throws(JSONError) -> Answer
  ) throws(RPCError) -> [Answer]? {
    let text = questions.enumerated().map { $1.text(id: $0 + 1) }.joined(separator: ",")
    let names = questions.map(\.summary).joined(separator: " + ")
    return try repeatedly { () throws(RPCError) -> [Answer]? in
      let body = try transport.post(Array("[\(text)]".utf8))
      let results = try Self.read(body, of: names) {
        root throws(JSONError) -> [Result<Answer, RPCError>]? in
        guard root.kind == .array else { return nil }
        return try Self.results(root, of: questions, decode)
      }
      guard let results else { return nil }
      var answers: [Answer] = []
      for result in results { answers.append(try result.get()) }
      return answers
    }
  }

  private func repeatedly<Answer>(
    _ request: () throws(RPCError) -> Answer
  ) throws(RPCError) -> Answer {
    var isRetry = false
    return try policy.ask { () throws(RPCError) in
      counts.withLock { $0.add(isRetry: isRetry) }
      isRetry = true
      return try request()
    }
  }

  private static func read<Answer>(
    _ body: [UInt8], of name: String, _ decode: (JSONValue) throws(JSONError) -> Answer
  ) throws(RPCError) -> Answer {
    do throws(JSONError) {
      return try JSONDocument(parsing: body, file: name).withRoot(decode)
    } catch {
      throw .malformed(error)
    }
  }

  /// The answers in the order of the questions: a server may give them in another.
  private static func results<Answer>(
    _ root: JSONValue, of questions: [RPCQuestion],
    _ decode: (Int, JSONValue) throws(JSONError) -> Answer
  ) throws(JSONError) -> [Result<Answer, RPCError>] {
    var results = [Result<Answer, RPCError>?](repeating: nil, count: questions.count)
    for element in try root.array() {
      let id = try element.object().required("id")
      let index = try id.integer() - 1
      guard questions.indices.contains(index), results[index] == nil else {
        throw id.unexpected("the id of a question, once")
      }
      results[index] = try result(element, of: questions[index], id: index + 1) {
        value throws(JSONError) in try decode(index, value)
      }
    }
    let complete = results.compactMap(\.self)
    guard complete.count == questions.count else {
      throw root.error("expected \(questions.count) answers, found \(complete.count)")
    }
    return complete
  }

  private static func result<Answer>(
    _ root: JSONValue, of question: RPCQuestion, id: Int,
    _ decode: (JSONValue) throws(JSONError) -> Answer
  ) throws(JSONError) -> Result<Answer, RPCError> {
    let object = try root.object()
    if let error = object.optional("error") {
      return .failure(try self.error(error.object(), of: question))
    }
    let stated = try object.required("id")
    guard try stated.integer() == id else { throw stated.unexpected("\(id)") }
    return .success(try decode(object.required("result")))
  }

  private static func error(
    _ error: JSONObject, of question: RPCQuestion
  ) throws(JSONError) -> RPCError {
    let message = try error.required("message").string()
    // A code may be negative, which the project's quantities never are.
    let code = Int(exactly: try error.required("code").double()) ?? 0
    let words = message.lowercased()
    let isMissing = ["not found", "not available", "not supported", "does not exist"]
      .contains { words.contains("method") && words.contains($0) }
    return isMissing || RPCError.methodNotFoundCodes.contains(code)
      ? .methodMissing(question.method) : .server(code: code, message: message)
  }
}
