import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { findProgram } from '../../../helpers/availability.ts';
import { CACHE_FOLDER } from '../cache-folder.ts';
import type { EngineFigures, MeasuredEngine } from '../measured-engine.ts';
import type { Stream } from '../tokens.ts';

const VERSION = '10.3.2';
const LEAST_JAVA = 21;
const VECTOR_MODULE = 'jdk.incubator.vector';
const JAR = path.join(CACHE_FOLDER, `lucene-core-${VERSION}.jar`);
const PROGRAM = path.join(import.meta.dirname, 'MeasureLucene.java');

/**
 * Lucene over one stream: one segment, warm, BM25, one thread, with the vector instructions of the machine.
 * @param stored whether the texts of the ten are read too, as an application would
 */
export function lucene(name: string, stream: Stream, stored: boolean): MeasuredEngine {
  return {
    name,
    mostQuestions: Infinity,
    missing: () => {
      if (findJava() === undefined) return `no Java ${String(LEAST_JAVA)} or later with ${VECTOR_MODULE}`;
      return fetchJar() ? null : `lucene-core ${VERSION} could not be fetched with mvn`;
    },
    measure({ tokens, rounds }) {
      const { bank, queries } = tokens(stream);
      const options = ['--add-modules', VECTOR_MODULE, '-Xmx2g', '-cp', JAR, PROGRAM];
      const output = execFileSync(
        findJava()!,
        [...options, bank, queries, String(rounds), stored ? 'stored' : 'numbers'],
        { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
      );
      return { name, ...(JSON.parse(output) as Omit<EngineFigures, 'name'>) };
    },
  };
}

/** The first that is new enough: of JAVA_HOME, of the path, of the system's folder. */
function findJava(): string | undefined {
  const home = process.env['JAVA_HOME'];
  const system = '/usr/lib/jvm';
  const homes = [
    ...(home === undefined ? [] : [home]),
    ...(existsSync(system) ? readdirSync(system).map((name) => path.join(system, name)) : []),
  ];
  const onPath = findProgram('java');
  const programs = [...homes.map((one) => path.join(one, 'bin/java')), ...(onPath ? [onPath] : [])];
  return programs.find(
    (program) => existsSync(program) && versionOf(program) >= LEAST_JAVA && hasVectorModule(program),
  );
}

function versionOf(java: string): number {
  const { stderr } = spawnSync(java, ['-version'], { encoding: 'utf8' });
  return Number(/version "(\d+)/.exec(stderr)?.[1] ?? 0);
}

function hasVectorModule(java: string): boolean {
  return spawnSync(java, ['--list-modules'], { encoding: 'utf8' }).stdout.includes(VECTOR_MODULE);
}

/** @returns whether the jar is there */
function fetchJar(): boolean {
  if (existsSync(JAR)) return true;
  const maven = findProgram('mvn');
  if (maven === undefined) return false;
  const artifact = `-Dartifact=org.apache.lucene:lucene-core:${VERSION}`;
  spawnSync(maven, ['-q', '-B', 'dependency:copy', artifact, `-DoutputDirectory=${CACHE_FOLDER}`]);
  return existsSync(JAR);
}
