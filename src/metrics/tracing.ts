import { SpanKind } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Observer } from './observer.ts';

/** Exports a span for each answer and each poll. The exporter reads the `OTEL_EXPORTER_OTLP_…` variables itself. */
export function startTracing(version: string): Observer & { stop(): Promise<void> } {
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      'service.name': process.env.OTEL_SERVICE_NAME ?? 'readout',
      'service.version': version,
    }),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  });
  const tracer = provider.getTracer('readout', version);
  return {
    answered(surface, verdict, seconds) {
      const end = Date.now();
      const span = tracer.startSpan('answer', {
        kind: SpanKind.SERVER,
        startTime: new Date(end - seconds * 1000),
        attributes: { 'readout.surface': surface, 'readout.verdict': verdict },
      });
      span.end(new Date(end));
    },
    polled(outcome) {
      tracer.startSpan('poll', { attributes: { 'readout.outcome': outcome } }).end();
    },
    stop: () => provider.shutdown(),
  };
}
