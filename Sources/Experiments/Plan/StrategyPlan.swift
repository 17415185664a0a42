import Execution
import ProcessStrategies
import Scheduling

/// A strategy with its options: an item of `strategies:` or `tiers:`.
package struct StrategyPlan: Sendable {
  /// The name of the strategy that puts all transactions in one group.
  package static let sequentialName = "sequential"

  /// The word for a strategy in a process of its own.
  package static let processKeyword = "process"

  /// The strategy, ready to plan.
  package let strategy: any GroupingStrategy
  /// Its options, defaults included.
  package let options: OptionValue
  /// Its name in reports; set apart from namesakes by `StrategyPlan.label(_:)`.
  package internal(set) var label: String

  /// The strategy's name.
  package let name: String
  /// The version of its algorithm.
  package let version: String
  /// The knowledge it is given, by name.
  package let needs: [String]
  /// The word that names it in an experiment file.
  let keyword: String

  init(strategy: any GroupingStrategy, options: OptionValue) {
    self.strategy = strategy
    self.options = options
    let type = type(of: strategy)
    (name, keyword, label) = (type.name, type.name, type.name)
    version = type.version
    needs = type.needs.map(\.rawValue).sorted()
  }

  /// A strategy in a process of its own.
  ///
  /// - Parameter version: What tells the states of its program apart.
  init(process: ProcessOptions, version: String, options: OptionValue) {
    strategy = ProcessStrategy(options: process)
    self.options = options
    (name, keyword, label) = (process.name, Self.processKeyword, process.name)
    self.version = version
    needs = process.needs
  }

  /// The step of a retry policy that it makes.
  package var tier: Tier { Tier(label: label, strategy: strategy) }
  /// Whether this tier ends the retries.
  package var isSequential: Bool { name == Self.sequentialName }

  /// Whether two plans run the same algorithm in the same way.
  package func isSame(as other: StrategyPlan) -> Bool {
    name == other.name && options == other.options
  }

  /// Gives strategies of one name labels with the options in which they differ.
  static func label(_ plans: inout [StrategyPlan]) {
    let names = plans.map(\.name)
    for index in plans.indices {
      let namesakes = plans.indices.filter { names[$0] == names[index] && $0 != index }
      guard !namesakes.isEmpty, case .mapping(let entries) = plans[index].options else { continue }
      let distinct = entries.filter { entry in
        namesakes.contains { !plans[$0].options.has(entry) }
      }
      guard !distinct.isEmpty else { continue }
      // A word says enough; a number or a truth value needs its key.
      let texts = distinct.map { entry in
        if case .string(let word) = entry.value { return word }
        return "\(entry.key)=\(entry.value.flowStyle)"
      }
      plans[index].label = "\(names[index])(\(texts.joined(separator: ", ")))"
    }
  }
}

extension OptionValue {
  fileprivate func has(_ entry: Entry) -> Bool {
    guard case .mapping(let entries) = self else { return false }
    return entries.contains(entry)
  }
}
