import Foundation
import Scheduling
import StrategyCatalog
import Testing

/// Creates a strategy of the catalog from options in JSON.
func makeStrategy(_ name: String, options: String = "{}") throws -> any GroupingStrategy {
  func make<Strategy: GroupingStrategy>(_: Strategy.Type) throws -> any GroupingStrategy {
    let decoded = try JSONDecoder().decode(Strategy.Options.self, from: Data(options.utf8))
    return try Strategy(options: decoded)
  }
  let type = try #require(StrategyCatalog.named(name))
  return try make(type)
}
