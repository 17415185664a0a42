import Foundation
import Scheduling
import StrategyCatalog

/// A strategy of the catalog with options, as an experiment file could name it.
package struct StrategyVariant: Sendable, CustomStringConvertible {
  package let type: any GroupingStrategy.Type
  /// The options as a JSON object.
  package let options: String

  package init(_ type: any GroupingStrategy.Type, options: String = "{}") {
    self.type = type
    self.options = options
  }

  package var description: String {
    options == "{}" ? type.name : "\(type.name) \(options)"
  }

  /// Decodes the options and creates the strategy.
  package func make() throws -> any GroupingStrategy {
    let options = Data(options.utf8)
    func make<Strategy: GroupingStrategy>(_: Strategy.Type) throws -> any GroupingStrategy {
      try Strategy(options: JSONDecoder().decode(Strategy.Options.self, from: options))
    }
    // Swift opens an existential metatype in a variable, not one in a property.
    let type = type
    return try make(type)
  }
}

extension StrategyVariant {
  /// Every strategy of the catalog with default options, so that a new one is tested by existing,
  /// and those of this project with their other options.
  package static let all: [StrategyVariant] =
    StrategyCatalog.all.map { StrategyVariant($0) } + others

  /// A strategy of this project with default options; its absence is a broken build.
  package static func named(_ name: String) -> StrategyVariant {
    guard let type = StrategyCatalog.named(name) else {
      preconditionFailure("no strategy \(name) in the catalog")
    }
    return StrategyVariant(type)
  }

  private static let others = [
    ("attributed-reads", #"{"attribution": "first-access"}"#),
    ("attributed-reads", #"{"attribution": "read-only-slots"}"#),
    ("attributed-reads", #"{"attribution": "changed-slots"}"#),
    ("refined", #"{"mode": "observed-or-known"}"#),
    ("refined", #"{"mode": "fixpoint"}"#),
  ].map { name, options in StrategyVariant(named(name).type, options: options) }
}
