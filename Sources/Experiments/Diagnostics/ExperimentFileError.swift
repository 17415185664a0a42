/// Everything that is wrong with an experiment file.
package struct ExperimentFileError: Error, CustomStringConvertible {
  /// The problems, in the order of the file; empty if it could not be read at all.
  package let diagnostics: [Diagnostic]
  /// All problems as a terminal shows them.
  package let description: String

  /// The problems of a file that was read.
  init(_ diagnostics: Diagnostics, in source: SourceText) {
    self.diagnostics = diagnostics.sorted
    var lines = self.diagnostics.map { $0.rendered(in: source) }
    if diagnostics.suppressed > 0 {
      lines.append("\(source.name): \(diagnostics.suppressed) more errors are not shown")
    }
    description = lines.joined(separator: "\n")
  }

  /// A file that could not be read.
  init(file: String, message: String) {
    diagnostics = []
    description = "\(file): error: \(message)"
  }
}
