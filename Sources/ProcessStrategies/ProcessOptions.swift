import Scheduling

/// How a strategy in another process is started and what it is told.
package struct ProcessOptions: Decodable, Sendable {
  /// The default of `timeoutSeconds`.
  package static let defaultTimeoutSeconds = 5.0
  /// The default of `startTimeoutSeconds`: interpreters and virtual machines take their time.
  package static let defaultStartTimeoutSeconds = 30.0
  /// The seconds that can be set.
  package static let secondsRange = 0.001...3600.0

  /// The name in records.
  package var name: String
  /// The program, looked up on the PATH, and its arguments.
  package var command: [String]
  /// The folder in which it is started.
  package var workingDirectory: String
  /// How long it may take to answer for one block.
  package var timeoutSeconds: Double
  /// How long it may take to start and to answer the handshake.
  package var startTimeoutSeconds: Double
  /// The knowledge that it is sent.
  package var needs: [String]
  /// Its own options, a JSON object on one line.
  package var parameters: String

  package init(
    name: String, command: [String], workingDirectory: String,
    timeoutSeconds: Double = defaultTimeoutSeconds,
    startTimeoutSeconds: Double = defaultStartTimeoutSeconds,
    needs: Set<BlockKnowledge> = [.blockAccessList], parameters: String = "{}"
  ) {
    precondition(!command.isEmpty, "a process needs a command")
    self.name = name
    self.command = command
    self.workingDirectory = workingDirectory
    self.timeoutSeconds = timeoutSeconds
    self.startTimeoutSeconds = startTimeoutSeconds
    self.needs = needs.map(\.rawValue).sorted()
    self.parameters = parameters
  }
}
