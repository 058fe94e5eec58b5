import { type Attributes, SpanKind } from '@opentelemetry/api';
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
  /** Records a span that ends now. */
  const record = (name: string, kind: SpanKind, seconds: number, attributes: Attributes): void => {
    const end = Date.now();
    const startTime = new Date(end - seconds * 1000);
    tracer.startSpan(name, { kind, startTime, attributes }).end(new Date(end));
  };
  return {
    answered: (surface, verdict, seconds) =>
      record('answer', SpanKind.SERVER, seconds, {
        'readout.surface': surface,
        'readout.verdict': verdict,
      }),
    polled: (outcome, seconds) => record('poll', SpanKind.CLIENT, seconds, { 'readout.outcome': outcome }),
    stop: () => provider.shutdown(),
  };
}
