import Scheduling

/// The name of a new strategy: in kebab-case, as experiments write it.
struct StrategyName {
  /// Why a text is no name for a new strategy.
  struct Invalid: Error {
    let reason: String
  }

  private static let longest = 40
  /// Words that mean something else: `process` in experiment files, `external` under `strategies/`,
  /// and `grouping`, of which the module's name would be that of the protocol.
  private static let reserved = ["process", "external", "grouping"]

  /// The name in experiment files, such as `my-idea`.
  let kebabCase: String
  /// The name of the folder and of the word in Package.swift, such as `MyIdea`.
  let folder: String

  /// Checks a name.
  init(_ text: String) throws(Invalid) {
    guard text.wholeMatch(of: /[a-z][a-z0-9]*(-[a-z0-9]+)*/) != nil else {
      throw Invalid(
        reason: "'\(text)' is no kebab-case name: lower-case letters and digits in words that are"
          + " joined by '-', a letter first, such as my-idea")
    }
    guard text.utf8.count <= Self.longest else {
      throw Invalid(reason: "'\(text)' is longer than \(Self.longest) characters")
    }
    guard !Self.reserved.contains(text) else {
      throw Invalid(reason: "'\(text)' means something else to the workbench: choose another name")
    }
    guard !BuiltStrategies.all.contains(where: { $0.name == text }) else {
      throw Invalid(reason: "there is a strategy '\(text)' already: see balbench strategies")
    }
    kebabCase = text
    folder = text.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}
